import type { Act } from '../../sim/act';
import type { Branch, Timeline } from '../../run/timeline';

/** A whole tree of a run as plain JSON: the acts that made it, from which its worlds can be worked out again. */
export interface Tree {
  /** Parent, act and note of each moment but the first, in order. */
  readonly moments: readonly (readonly [number, Act, string | null])[];
  readonly branches: readonly Branch[];
  readonly branch: number;
  readonly at: number;
  readonly nextBranch: number;
  /** How many moments the scenario's own steps made. Trees that were kept earlier do without. */
  readonly opened?: number;
}

export function treeOf({ moments, branches, branch, at, nextBranch }: Timeline, opened: number): Tree {
  const done = moments.slice(1).map(({ parent, act, note }) => [parent as number, act as Act, note] as const);
  return { moments: done, branches, branch, at, nextBranch, opened };
}
