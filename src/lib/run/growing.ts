/**
 * A list that is never changed and grows at its end in constant time: lists that have grown out of one another share their items,
 * and each knows how many of them are its own. Only one that grows a second time from the same length copies.
 */
export class Growing<T> implements Iterable<T> {
  readonly #items: T[];

  private constructor(
    items: T[],
    readonly length: number,
  ) {
    this.#items = items;
  }

  static of<T>(items: Iterable<T>): Growing<T> {
    const own = [...items];
    return new Growing(own, own.length);
  }

  /** The same list with one more at its end. */
  push(item: T): Growing<T> {
    const items = this.#items.length === this.length ? this.#items : this.#items.slice(0, this.length);
    items.push(item);
    return new Growing(items, items.length);
  }

  /** As of an array: negative from the end. */
  at(index: number): T | undefined {
    const from = index < 0 ? this.length + index : index;
    return from < this.length ? this.#items[from] : undefined;
  }

  slice(from = 0, to = this.length): readonly T[] {
    const within = (index: number) =>
      index < 0 ? Math.max(0, this.length + index) : Math.min(index, this.length);
    return this.#items.slice(within(from), within(to));
  }

  map<U>(of: (item: T, index: number) => U): U[] {
    return this.slice().map(of);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let i = 0; i < this.length; i++) yield this.#items[i] as T;
  }
}

/** What is asked of the moments of a run in order: a `Growing` list can give it, and so can an array. */
export interface Sequence<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
  slice(from?: number, to?: number): readonly T[];
  map<U>(of: (item: T, index: number) => U): U[];
}
