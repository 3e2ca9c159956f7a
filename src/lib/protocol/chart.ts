import type { Comparison } from './verdict';

/** A role machine as it is drawn, read from the machine's own definition. */
export interface Chart {
  readonly initial: string;
  readonly states: readonly string[];
  readonly transitions: readonly ChartTransition[];
}

/** One row of the machine's table: in `from`, at `event`, if `guard` holds and none above it did. */
export interface ChartTransition {
  /** Tells it from all others of its chart. */
  readonly id: string;
  readonly from: string;
  /** The same as `from`: the role is kept. */
  readonly to: string;
  /** What arrives; `always`: taken as soon as the guard holds. */
  readonly event: string;
  readonly guard: string | null;
  readonly actions: readonly string[];
}

/** What a role machine did with one input: what it took, in order, and which guards it asked on the way. */
export interface Passage {
  readonly taken: readonly string[];
  readonly asked: readonly Asked[];
}

/** A guard that was asked, and what it said. `transition` is the row it guards. */
export interface Asked {
  readonly transition: string;
  readonly guard: string;
  readonly holds: boolean;
  /** The values that made it say so; none: it compares nothing. */
  readonly comparisons: readonly Comparison[];
}
