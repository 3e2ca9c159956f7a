/**
 * A list with gaps, as plain JSON, of which a change copies one chunk and the list of chunks: numbers to values, for
 * what is known by term or by index. Neither ever changes; a change gives a new one that shares the rest.
 */
export type Sparse<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

const CHUNK = 64;

export function at<T>(list: Sparse<T>, n: number): T | undefined {
  return list[Math.floor(n / CHUNK)]?.[n];
}

export function withAt<T>(list: Sparse<T>, n: number, value: T): Sparse<T> {
  const chunk = Math.floor(n / CHUNK);
  return { ...list, [chunk]: { ...list[chunk], [n]: value } };
}
