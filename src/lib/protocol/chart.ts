import type { Comparison } from './verdict';

/** A role machine as it is drawn, read from the machine's own definition. */
export interface Chart {
  readonly initial: string;
  readonly states: readonly string[];
  readonly transitions: readonly ChartTransition[];
}

/** One row of the machine's table: taken in state `from` at `event`, if `guard` holds and no guard of a row above held. */
export interface ChartTransition {
  /** Unique within its chart. */
  readonly id: string;
  readonly from: string;
  /** The same as `from` if the role stays the same. */
  readonly to: string;
  /** The type of the input. `always`: the row is taken as soon as its guard holds. */
  readonly event: string;
  readonly guard: string | null;
  readonly actions: readonly string[];
}

/** How a role machine answered one input: the rows that it took and the guards that it called, both in order. */
export interface Passage {
  readonly taken: readonly string[];
  readonly asked: readonly Asked[];
}

/** A guard that the machine called, and its verdict. `transition` is the row that it guards. */
export interface Asked {
  readonly transition: string;
  readonly guard: string;
  readonly holds: boolean;
  /** The comparisons behind the verdict; empty: it compared nothing. */
  readonly comparisons: readonly Comparison[];
}
