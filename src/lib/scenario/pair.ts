/** `[compare]` and its steps: two systems side by side. */
import { itemAt, required } from '../protocol/known';
import * as v from 'valibot';
import type { Pair, PairStep, Side } from '../sim/scenario';
import { quote, type Problem } from './errors';
import { MOST_STEPS } from './limits';
import { client, type Names } from './names';
import { operations } from './operations';
import { selectorOf } from './selector';
import { isSystemName, SYSTEM_NAMES } from './registry';
import { boolean, byKey, isTable, list, oneOf, string, table, type Schema } from './values';

/** The actors of each of the two systems, left and right; null: that system is unknown. */
type PairNames = readonly [SideNames, SideNames];
export type SideNames = { readonly system: string; readonly names: Names } | null;

/** The names of the two systems; null where a name is invalid. */
export function systemsIn(pair: unknown): readonly [string | null, string | null] {
  const given: unknown = isTable(pair) ? pair['systems'] : null;
  const known = (name: unknown) => (isSystemName(name) ? name : null);
  return Array.isArray(given) ? [known(given[0]), known(given[1])] : [null, null];
}

/** The `[compare]` table. */
export function pairTable(clients: Names, sides: PairNames): Schema<Pair> {
  const systems = v.pipe(
    list(oneOf(SYSTEM_NAMES), 'two systems', 2, 2),
    v.transform((both): [string, string] => [itemAt(both, 0), itemAt(both, 1)]),
  );
  const steps = v.optional(list(pairStep(clients, sides), 'steps, each [[compare.step]]', 0, MOST_STEPS));
  return v.pipe(
    table({ systems, step: steps }, '[compare]', remedy) as Schema<{
      systems: Pair['systems'];
      step?: PairStep[];
    }>,
    v.transform(({ systems: both, step = [] }): Pair => ({ systems: both, steps: step })),
  );
}

/** Keys that belong to one system alone are refused for a pair. */
export function senseOfPair(document: Readonly<Record<string, unknown>>): Problem[] {
  if (document['compare'] === undefined) return [];
  const alone = ['node', 'message', 'step', 'lesson', 'view'].filter((kind) => document[kind] !== undefined);
  return alone.map((kind) => ({ path: [kind], at: 'key', message: required(WHY_NOT[kind], 'the reason') }));
}

const WHY_NOT: Readonly<Record<string, string>> = {
  node: '[[node]] begins a node of one system: a file with [compare] begins both systems afresh',
  message: '[[message]] is of one system: a file with [compare] begins both systems afresh',
  lesson: '[lesson] leads through the run of one system: a file with [compare] cannot be a lesson',
  view: '[view] says how the lab opens: a file with [compare] opens beside it',
  step: '[[step]] acts on one system: in a file with [compare] steps are [[compare.step]]',
};

type Entries = Record<string, v.GenericSchema<unknown, unknown>>;

function pairStep(clients: Names, sides: PairNames): Schema<PairStep> {
  const note = v.optional(string);
  const side = oneOf<Side>(['left', 'right']);
  const step = (action: string, entries: Entries = {}) =>
    table({ action: string, ...entries, note }, `a ${action} step of [compare]`, remedy);
  const requests = operations((op) => `a request step with op ${quote(op)}`, {
    action: string,
    client: client(clients),
    note,
  });
  /** A message of a side is selected by the names of that side's system. */
  const chosen = (action: string) => {
    const of = (names: SideNames) => step(action, { side, ...selectorIn(names), both: v.optional(boolean) });
    return byKey('side', { left: of(sides[0]), right: of(sides[1]) }, `a ${action} step of [compare]`);
  };
  const drop = v.lazy((input) => (isTable(input) && 'side' in input ? chosen('drop') : step('drop')));
  return byKey(
    'action',
    {
      phase: step('phase'),
      next: step('next', { side: v.optional(side) }),
      deliver: chosen('deliver'),
      drop,
      duplicate: chosen('duplicate'),
      request: byKey('op', requests, 'a request step'),
      retry: step('retry'),
      crash: step('crash'),
      restart: step('restart'),
      elect: step('elect'),
      partition: step('partition'),
      heal: step('heal'),
    },
    '[[compare.step]]',
  ) as Schema<PairStep>;
}

/** If the system is unknown, every name is accepted. */
function selectorIn(side: SideNames): Entries {
  if (side !== null) return selectorOf(side.system, side.names);
  const anything = v.optional(v.unknown());
  return Object.fromEntries(SELECTOR_KEYS.map((key) => [key, anything]));
}

const SELECTOR_KEYS = ['message', 'from', 'to', 'index', 'nth', 'id'];

/** Nodes have different names in each system. */
function remedy(key: string): string | null {
  if (key === 'message' || key === 'from' || key === 'to' || key === 'both')
    return 'a message is chosen on one side: add side = "left" or side = "right" to a deliver, drop or duplicate step';
  if (key === 'node' || key === 'groups')
    return 'steps of [compare] act on whoever leads, for nodes have other names in each system';
  return null;
}
