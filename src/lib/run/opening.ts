/** Opens a run of a scenario: its own steps are done ahead, and its start is shown. */
import type { CheckState } from '../checks/violation';
import type { Scenario } from '../sim/scenario';
import { fold, type Failure } from './fold';
import type { System } from './system';
import { beginTree, grow, type Tree } from './tree';

export interface Opened {
  readonly tree: Tree<CheckState>;
  /** How many moments the scenario's own steps made; they have the lowest ids. */
  readonly count: number;
  /** Why they stopped early; null: they did not. */
  readonly failure: Failure | null;
}

/** Opens a scenario act by act, for callers that do not open a long one at once. Yields the number of acts done. */
export function* opening(system: System, scenario: Scenario): Generator<number, Opened> {
  const acts = fold(system, scenario);
  let tree: Tree<CheckState> | null = null;
  let next = acts.next();
  for (; !next.done; next = acts.next()) {
    const { value } = next;
    tree = tree === null || value.act === null ? beginTree(value, value.after) : grow(tree, value);
    yield tree.moments.length - 1;
  }
  const grown = tree as Tree<CheckState>;
  return { tree: { ...grown, at: 0 }, count: grown.moments.length, failure: next.value };
}

/** Opens a scenario at once. */
export function open(system: System, scenario: Scenario): Opened {
  const acts = opening(system, scenario);
  let next = acts.next();
  while (!next.done) next = acts.next();
  return next.value;
}
