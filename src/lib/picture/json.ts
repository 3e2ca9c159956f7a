/** A difference: what differs, its first value and its second. */
export interface Difference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Every difference between two plain JSON values, by its path: `log[3][term]`. Lists are counted from 1.
 *
 * @param name the path of the values; empty: none
 */
export function rawDifferences(name: string, a: unknown, b: unknown): readonly Difference[] {
  if (a === b) return [];
  if (isHolder(a) && isHolder(b) && Array.isArray(a) === Array.isArray(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => {
      const shown = Array.isArray(a) ? String(Number(key) + 1) : key;
      return rawDifferences(name === '' ? shown : `${name}[${shown}]`, own(a, key), own(b, key));
    });
  }
  return [{ what: name, before: text(a), after: text(b) }];
}

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const own = (holder: Record<string, unknown>, key: string) =>
  Object.hasOwn(holder, key) ? holder[key] : undefined;

const text = (value: unknown) => (value === undefined ? '–' : JSON.stringify(value));
