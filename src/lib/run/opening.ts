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
  /** Whether the opening was stopped before its last act. */
  readonly stopped: boolean;
}

/** Opens a scenario act by act, for callers that do not open a long one at once. Yields the number of acts done, and takes whether to stop. */
export function* opening(system: System, scenario: Scenario): Generator<number, Opened, boolean | undefined> {
  const acts = fold(system, scenario);
  let tree: Tree<CheckState> | null = null;
  const opened = (grown: Tree<CheckState>, failure: Failure | null, stopped = false): Opened => ({
    tree: { ...grown, at: 0 },
    count: grown.moments.length,
    failure,
    stopped,
  });
  for (let next = acts.next(); ; next = acts.next()) {
    if (next.done) {
      if (tree === null) throw new Error('a run without a start');
      return opened(tree, next.value);
    }
    const { value } = next;
    tree = tree === null || value.act === null ? beginTree(value, value.after) : grow(tree, value);
    if (yield tree.moments.length - 1) return opened(tree, null, true);
  }
}

/** Opens a scenario at once. */
export const open = (system: System, scenario: Scenario): Opened => atOnce(opening(system, scenario));

/** Does at once what can be done piece by piece. */
export function atOnce<T>(work: Generator<number, T, boolean | undefined>): T {
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
}

/** Does work that goes piece by piece: all of it, or in slices, or until it is stopped. null: it did not come to its end. */
export type Doer = <T>(work: Generator<number, T, boolean | undefined>) => Promise<T | null>;

/** Does all of it at once. */
export const inOne: Doer = (work) => Promise.resolve(atOnce(work));
