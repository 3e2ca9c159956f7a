/** Plain JSON with the keys of every table sorted, so that equal values have equal texts. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, item]) => [key, ordered(item)]);
}

/** Plain JSON as text: the same text for equal values. */
export const orderedText = (value: unknown): string => JSON.stringify(ordered(value));

/** Stores every distinct value once and numbers them from 0, in order of appearance. Values are plain JSON. */
export class Interner<T> {
  readonly values: T[] = [];
  /** By the value as text, independent of the order of its keys. */
  private readonly byText = new Map<string, number>();
  private readonly byOrderedText = new Map<string, number>();

  number(value: T): number {
    const text = JSON.stringify(value);
    const known = this.byText.get(text);
    if (known !== undefined) return known;
    const inOrder = orderedText(value);
    const found = this.byOrderedText.get(inOrder) ?? this.values.push(value) - 1;
    this.byOrderedText.set(inOrder, found);
    this.byText.set(text, found);
    return found;
  }

  value(number: number): T {
    return this.values[number] as T;
  }
}
