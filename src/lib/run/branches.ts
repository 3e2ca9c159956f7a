/** Operations on the branches of a tree. */
import { itemAt } from '../protocol/known';
import { Growing } from './growing';
import { here, pathTo, type Branch, type Tree } from './tree';

/** Shows a branch at the step shown, or at its tip if it is shorter. */
export function switchTo<Seen>(tree: Tree<Seen>, id: number): Tree<Seen> {
  const branch = tree.branches.find((it) => it.id === id);
  if (!branch) return tree;
  const path = Growing.of(pathTo(tree, branch.tip));
  const at = itemAt(path, Math.min(here(tree).world.step, path.length - 1));
  return { ...tree, branch: id, path, at: at.id };
}

export function rename<Seen>(tree: Tree<Seen>, id: number, name: string): Tree<Seen> {
  return {
    ...tree,
    branches: tree.branches.map((branch) => (branch.id === id ? { ...branch, name } : branch)),
  };
}

/** Restores a branch at its old position; `shown`: and shows it at the step shown. */
export function restore<Seen>(tree: Tree<Seen>, branch: Branch, shown: boolean): Tree<Seen> {
  const branches = [...tree.branches, branch].sort((a, b) => a.id - b.id);
  const next = { ...tree, branches };
  return shown ? switchTo(next, branch.id) : next;
}

/** Removes a branch, unless it is the last one. `restore` is the undo. */
export function remove<Seen>(tree: Tree<Seen>, id: number): Tree<Seen> {
  if (tree.branches.length < 2) return tree;
  const branches = tree.branches.filter((branch) => branch.id !== id);
  const next = { ...tree, branches };
  return tree.branch === id ? switchTo(next, itemAt(branches, 0).id) : next;
}
