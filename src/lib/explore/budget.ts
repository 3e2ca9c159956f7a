import { Interner } from './intern';
import { LIMITED, type ExploreOptions } from './options';

/** An item that can be spent: a kind of act that is limited, or a request that can be made once, by its place among `requests`. */
export type Item = (typeof LIMITED)[number] | number;

/** What is left of the acts that a run may add. What has been spent is a number; 0: nothing yet. */
export class Budget {
  private readonly spent = new Interner<readonly number[]>();
  /** By what has been spent: what it comes to with one more of each item; -1: too much. */
  private readonly next: number[][] = [];

  constructor(private readonly options: Pick<ExploreOptions, 'acts' | 'requests'>) {
    this.number([...LIMITED, ...(options.requests ?? [])].map(() => 0));
  }

  /** The item's place, for `spend`. */
  place(item: Item): number {
    return typeof item === 'number' ? LIMITED.length + item : LIMITED.indexOf(item);
  }

  /** What is spent with one more of an item; -1: it is used up. */
  spend(spent: number, place: number): number {
    return (this.next[spent] as number[])[place] ?? this.look(spent, place);
  }

  /** How many different amounts have been spent. */
  get count(): number {
    return this.spent.values.length;
  }

  private look(spent: number, place: number): number {
    const limit = place < LIMITED.length ? (this.options.acts?.[LIMITED[place] as 'drop'] ?? 0) : 1;
    const amounts = this.spent.value(spent).map((amount, i) => (i === place ? amount + 1 : amount));
    const next = (amounts[place] as number) > limit ? -1 : this.number(amounts);
    (this.next[spent] as number[])[place] = next;
    return next;
  }

  private number(amounts: readonly number[]): number {
    const number = this.spent.number(amounts);
    this.next[number] ??= [];
    return number;
  }
}
