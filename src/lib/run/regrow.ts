/** Rebuilds a tree from its saved form. */
import { itemAt } from '../protocol/known';
import { observe } from '../checks/safety';
import type { CheckState } from '../checks/violation';
import { act } from '../sim/act';
import type { Scenario } from '../sim/scenario';
import { Growing } from './growing';
import type { SavedTree } from './saved-tree';
import { opening } from './opening';
import type { System } from './system';
import { beginTree, momentAfter, pathTo, type Moment, type Tree } from './tree';

/**
 * Does all acts again, one by one. Yields the number of acts done, and takes whether to stop.
 *
 * @param scenario the scenario as opened: if its own steps still give the same moments, these belong to the steps again
 * @param wrong why something is not a valid act; null: it is. A saved tree may have been changed by anyone.
 * @returns null: it was stopped.
 * @throws if anything does not fit; then nothing of the tree must be shown
 */
export function* regrowing(
  system: System,
  scenario: Scenario,
  saved: SavedTree,
  wrong: (act: unknown) => string | null,
): Generator<number, Tree<CheckState> | null, boolean | undefined> {
  const begun = yield* begin(system, scenario, saved);
  if (begun === null) return null;
  const made: Moment<CheckState>[] = [...begun];
  for (const [parent, done, note] of list(saved.moments).slice(begun.length - 1)) {
    const before = isIndex(parent) ? made[parent] : undefined;
    if (!before) throw new Error('a moment without a parent');
    const malformed = wrong(done);
    if (malformed !== null) throw new Error(malformed);
    if (note !== null && typeof note !== 'string') throw new Error('a note that is no text');
    const { world, events } = act(system, before.world, done);
    const seen = observe(system.checks, before.seen, before.world, world);
    const moment = momentAfter(before, made.length, { act: done, world, events, seen });
    made.push(note === null ? moment : { ...moment, note, lastNote: world.step });
    if (yield made.length - 1) return null;
  }
  return placed(Growing.of(made), saved);
}

/** The moments of the scenario's own steps, if they are the saved ones; otherwise only the start. */
function* begin(
  system: System,
  scenario: Scenario,
  { moments, opened = 1 }: SavedTree,
): Generator<number, Growing<Moment<CheckState>> | null, boolean | undefined> {
  const { tree, stopped } = yield* opening(system, scenario);
  if (stopped) return null;
  const own = tree.moments.slice(1);
  const same = own.every(({ parent, act: done, note }, i) => {
    const saved = list(moments)[i];
    return JSON.stringify(saved) === JSON.stringify([parent, done, note]);
  });
  if (same && tree.moments.length === opened) return tree.moments;
  return beginTree(itemAt(tree.moments, 0)).moments;
}

/** Branches and the position shown, which must refer to these moments. */
function placed(moments: Growing<Moment<CheckState>>, saved: SavedTree): Tree<CheckState> {
  const { branch, at, nextBranch } = saved;
  const branches = list(saved.branches).map(({ id, name, tip }) => ({ id, name, tip }));
  const ids = new Set(branches.map(({ id }) => id));
  if (!isIndex(nextBranch) || ids.size < branches.length) throw new Error('two branches of one number');
  for (const { id, name, tip } of branches) {
    if (!isIndex(id) || id >= nextBranch || typeof name !== 'string' || !isIndex(tip) || !moments.at(tip))
      throw new Error('a branch without its name or its moments');
  }
  const shown = branches.find(({ id }) => id === branch);
  if (!shown) throw new Error('the branch shown is not there');
  const path = Growing.of(pathTo({ moments }, shown.tip));
  if (![...path].some(({ id }) => id === at)) throw new Error('a place that is on no branch');
  return { moments, branches, branch, path, at, nextBranch };
}

const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

function list<T>(value: readonly T[]): readonly T[] {
  if (!Array.isArray(value)) throw new Error('no list');
  return value;
}
