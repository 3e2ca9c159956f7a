/** A whole tree as plain JSON: its acts, from which `regrow.ts` rebuilds all moments. */
import type { Act } from '../sim/act';
import type { Branch, Tree } from './tree';

export interface SavedTree {
  /** The parent, act and note of each moment except the first, in order. */
  readonly moments: readonly (readonly [number, Act, string | null])[];
  readonly branches: readonly Branch[];
  readonly branch: number;
  readonly at: number;
  readonly nextBranch: number;
  /** How many moments the scenario's own steps made. Trees of the first version do not have it. */
  readonly opened?: number;
}

/** @param opened how many moments the scenario's own steps made */
export function savedTree(tree: Tree, opened: number): SavedTree {
  const { moments, branches, branch, at, nextBranch } = tree;
  const saved = moments
    .slice(1)
    .flatMap(({ parent, act, note }) => (act === null ? [] : [[parent ?? 0, act, note] as const]));
  return { moments: saved, branches, branch, at, nextBranch, opened };
}

/** A run with all its branches, as it is stored. */
export interface SavedRun {
  /** The scenario with which it began, as a file. */
  readonly toml: string;
  readonly tree: SavedTree;
}
