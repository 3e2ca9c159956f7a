import { itemAt } from '../protocol/known';

/**
 * An immutable list that grows at its end in constant time: lists that grew from each other share their items,
 * and each knows its own length. Only a list that grows a second time from the same length is copied.
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

  /** The list with one more item at its end. */
  push(item: T): Growing<T> {
    const items = this.#items.length === this.length ? this.#items : this.#items.slice(0, this.length);
    items.push(item);
    return new Growing(items, items.length);
  }

  /** As with arrays, negative indexes count from the end. */
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
    for (let i = 0; i < this.length; i++) yield itemAt(this.#items, i);
  }
}

/** What code needs of an ordered list of moments: both `Growing` and arrays have it. */
export interface Sequence<T> extends Iterable<T> {
  readonly length: number;
  at(index: number): T | undefined;
  slice(from?: number, to?: number): readonly T[];
  map<U>(of: (item: T, index: number) => U): U[];
}
