/** A whole tree as plain JSON: the acts that made it, from which all that they reached is worked out again (`kept.ts`). */
import type { Act } from '../sim/act';
import type { Branch, Tree } from './tree';

export interface KeptTree {
  /** Parent, act and note of each moment but the first, in order. */
  readonly moments: readonly (readonly [number, Act, string | null])[];
  readonly branches: readonly Branch[];
  readonly branch: number;
  readonly at: number;
  readonly nextBranch: number;
  /** How many moments the scenario's own steps made. Trees that were kept earlier do without. */
  readonly opened?: number;
}

export function keptTree(tree: Tree, opened: number): KeptTree {
  const { moments, branches, branch, at, nextBranch } = tree;
  const done = moments
    .slice(1)
    .map(({ parent, act: done, note }) => [parent ?? 0, done as Act, note] as const);
  return { moments: done, branches, branch, at, nextBranch, opened };
}
