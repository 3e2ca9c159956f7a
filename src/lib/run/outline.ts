import type { SavedTree } from './saved-tree';

/** A branch of a run, by the steps at which it leaves an earlier one and at which it ends. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The place in the list of the branch that it leaves; null: it is the first. */
  readonly off: number | null;
}

/**
 * The shape of a saved tree, for a small picture. It replays nothing.
 *
 * @param tree may have been changed by another hand: what does not fit is left out.
 */
export function outlineOf({ moments, branches }: SavedTree): readonly Stretch[] {
  const depths = [0];
  const parents: number[] = [-1];
  for (const [parent] of moments) {
    const depth = depths[parent];
    // `regrow.ts` refuses such a tree as a whole.
    if (depth === undefined) return [];
    parents.push(parent);
    depths.push(depth + 1);
  }
  const owner: (number | undefined)[] = [];
  if (!Array.isArray(branches)) return [];
  return branches.map(({ tip }, branch) => {
    let at = tip;
    while (at >= 0 && owner[at] === undefined && parents[at] !== undefined) {
      owner[at] = branch;
      at = parents[at] ?? -1;
    }
    return { from: depths[at] ?? 0, to: depths[tip] ?? 0, off: owner[at] ?? null };
  });
}
