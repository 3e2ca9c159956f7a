import { itemAt } from '../protocol/known';
import { Interner } from './intern';
import { LIMITED, type ExploreOptions } from './options';

/** Something limited: a kind of act, or a request that can be made once, by its index in `requests`. */
export type Item = (typeof LIMITED)[number] | number;

/** The limited acts that a run may still add. A spent amount is represented by a number; 0: nothing is spent. */
export class Budget {
  private readonly spent = new Interner<readonly number[]>();
  /** By spent amount: the amount after one more of each item; -1: too much. */
  private readonly next: number[][] = [];

  constructor(private readonly options: Pick<ExploreOptions, 'acts' | 'requests'>) {
    this.number([...LIMITED, ...(options.requests ?? [])].map(() => 0));
  }

  /** The item's index, for `spend`. */
  place(item: Item): number {
    return typeof item === 'number' ? LIMITED.length + item : LIMITED.indexOf(item);
  }

  /** The amount after spending one more of an item; -1: it is used up. */
  spend(spent: number, place: number): number {
    return itemAt(this.next, spent)[place] ?? this.look(spent, place);
  }

  /** The number of distinct spent amounts. */
  get count(): number {
    return this.spent.values.length;
  }

  /** How many of each item are spent. */
  amounts(spent: number): readonly number[] {
    return this.spent.value(spent);
  }

  private look(spent: number, place: number): number {
    const limited = LIMITED[place];
    const limit = limited === undefined ? 1 : (this.options.acts?.[limited] ?? 0);
    const amounts = this.spent.value(spent).map((amount, i) => (i === place ? amount + 1 : amount));
    const next = itemAt(amounts, place) > limit ? -1 : this.number(amounts);
    itemAt(this.next, spent)[place] = next;
    return next;
  }

  private number(amounts: readonly number[]): number {
    const number = this.spent.number(amounts);
    this.next[number] ??= [];
    return number;
  }
}
