import { Growing } from '../../../run/growing';
import { pathTo, travel, type Tree } from '../../../run/tree';

/** Goes to a moment that was reached, on the branch that ends in `tip`; if there is none, on the branch that `travel` finds. */
export function travelOn<Seen>(tree: Tree<Seen>, id: number, tip: number | undefined): Tree<Seen> {
  const there = travel(tree, id);
  const own = there.branches.find((branch) => branch.tip === tip);
  if (!own || own.id === there.branch) return there;
  return { ...there, branch: own.id, path: Growing.of(pathTo(there, own.tip)) };
}
