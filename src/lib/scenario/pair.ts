/** `[compare]` and its steps: two systems side by side. */
import * as v from 'valibot';
import type { Pair, PairStep } from '../sim/scenario';
import { quote, type Problem } from './errors';
import { client, type Names } from './names';
import { operations } from './operations';
import { MOST_STEPS } from './steps';
import { SYSTEMS } from './registry';
import { byKey, list, oneOf, string, table, type Schema } from './values';

/** The `[compare]` table. */
export function pairTable(names: Names): Schema<Pair> {
  const systems = list(oneOf(Object.keys(SYSTEMS)), 'two systems', 2, 2) as unknown as Schema<
    [string, string]
  >;
  const steps = v.optional(list(pairStep(names), 'steps, each [[compare.step]]', 0, MOST_STEPS), []);
  return v.pipe(
    table({ systems, step: steps }, '[compare]', remedy) as Schema<{
      systems: Pair['systems'];
      step: PairStep[];
    }>,
    v.transform(({ systems: both, step }): Pair => ({ systems: both, steps: step })),
  );
}

/** What is of one system alone has no meaning for two. */
export function senseOfPair(document: Readonly<Record<string, unknown>>): Problem[] {
  if (document['compare'] === undefined) return [];
  const alone = ['node', 'message', 'step'].filter((kind) => document[kind] !== undefined);
  return alone.map((kind) => ({ path: [kind], at: 'key', message: WHY_NOT[kind] as string }));
}

const WHY_NOT: Readonly<Record<string, string>> = {
  node: '[[node]] begins a node of one system: a file with [compare] begins both systems afresh',
  message: '[[message]] is of one system: a file with [compare] begins both systems afresh',
  step: '[[step]] acts on one system: in a file with [compare] steps are [[compare.step]]',
};

function pairStep(names: Names): Schema<PairStep> {
  const note = v.optional(string);
  const step = (action: string, entries: Record<string, v.GenericSchema<unknown, unknown>> = {}) =>
    table({ action: string, ...entries, note }, `a ${action} step of [compare]`, remedy);
  const requests = operations((op) => `a request step with op ${quote(op)}`, {
    action: string,
    client: client(names),
    note,
  });
  return byKey(
    'action',
    {
      phase: step('phase'),
      next: step('next', { side: oneOf(['left', 'right']) }),
      request: byKey('op', requests, 'a request step'),
      retry: step('retry'),
      crash: step('crash'),
      restart: step('restart'),
      elect: step('elect'),
      partition: step('partition'),
      heal: step('heal'),
      drop: step('drop'),
    },
    '[[compare.step]]',
  ) as Schema<PairStep>;
}

/** Nodes have other names in each system. */
function remedy(key: string): string | null {
  if (key === 'node' || key === 'groups' || key === 'to')
    return 'steps of [compare] act on whoever leads, for nodes have other names in each system';
  return null;
}
