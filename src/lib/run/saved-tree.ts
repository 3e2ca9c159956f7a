/** A whole tree as plain JSON: the acts that made it, from which `regrow.ts` works out again all that they reached. */
import type { Act } from '../sim/act';
import type { Branch, Tree } from './tree';

export interface SavedTree {
  /** Parent, act and note of each moment but the first, in order. */
  readonly moments: readonly (readonly [number, Act, string | null])[];
  readonly branches: readonly Branch[];
  readonly branch: number;
  readonly at: number;
  readonly nextBranch: number;
  /** How many moments the scenario's own steps made. Trees that were saved by the first version do without. */
  readonly opened?: number;
}

/** @param opened how many moments the scenario's own steps made. */
export function savedTree(tree: Tree, opened: number): SavedTree {
  const { moments, branches, branch, at, nextBranch } = tree;
  const saved = moments
    .slice(1)
    .flatMap(({ parent, act, note }) => (act === null ? [] : [[parent ?? 0, act, note] as const]));
  return { moments: saved, branches, branch, at, nextBranch, opened };
}

/** A run with all its branches, as a place holds it. */
export interface SavedRun {
  /** The scenario that it began with, as a file. */
  readonly toml: string;
  readonly tree: SavedTree;
}
