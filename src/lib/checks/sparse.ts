/**
 * An immutable list with gaps, from numbers (terms, indexes) to values, as plain JSON. A change copies one chunk and the
 * list of chunks, and shares the rest.
 */
export type Sparse<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

const CHUNK = 64;

export function sparseAt<T>(list: Sparse<T>, n: number): T | undefined {
  return list[Math.floor(n / CHUNK)]?.[n];
}

export function withAt<T>(list: Sparse<T>, n: number, value: T): Sparse<T> {
  const chunk = Math.floor(n / CHUNK);
  return { ...list, [chunk]: { ...list[chunk], [n]: value } };
}
