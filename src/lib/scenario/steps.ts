import * as v from 'valibot';
import { MOST_NEXT, type Action, type Expectation, type Step } from '../sim/action';
import { askTable } from './ask';
import { quote } from './errors';
import { formatOf } from './formats';
import { client, server, serverOrClient, type Names } from './names';
import { operations } from './operations';
import { selectorOf } from './selector';
import {
  byKey,
  integer,
  isTable,
  list,
  misspeltIn,
  oneOf,
  string,
  table,
  type Schema,
  refused,
} from './values';

/**
 * A `[[step]]` table: each action with its own fields, and no others.
 *
 * @param systemName a registered system
 */
export function stepTable(systemName: string, names: Names): Schema<Step> {
  const acts = list(byKey('action', actions(systemName, names), 'an act') as Schema<Action>, 'acts', 1, 200);
  const telling: Entries = {
    note: v.optional(string),
    speaker: v.optional(string),
    ask: v.optional(askTable(systemName, names, acts)),
  };
  const step = (action: string, entries: Entries) =>
    table({ action: string, ...entries, ...telling }, `a ${action} step`, stepRemedy);
  const kinds: Kinds = {
    ...actions(systemName, names, telling),
    expect: expectation(systemName, names, { action: string, ...telling }, 'an expect step'),
    task: step('task', {
      do: string,
      until: list(expectation(systemName, names, {}, 'until'), 'what must hold, each { node = …, … }', 1, 20),
      hint: v.optional(string),
      solution: acts,
    }),
  };
  return byKey('action', kinds, '[[step]]') as Schema<Step>;
}

type Entries = Record<string, v.GenericSchema<unknown, unknown>>;
type Kinds = Record<string, Schema<unknown>>;

/** The tables of all actions except `expect` and `task`. `telling`: keys that all of them may have. */
function actions(systemName: string, names: Names, telling: Entries = {}): Kinds {
  const node = server(names);
  const selector = selectorOf(systemName, names);
  const to = v.optional(node);
  const step = (action: string, entries: Entries) =>
    table({ action: string, ...entries, ...telling }, `a ${action} step`, stepRemedy);
  const requests = operations((op) => `a request step with op ${quote(op)}`, {
    action: string,
    client: client(names),
    to,
    ...(telling as Kinds),
  });
  return {
    deliver: step('deliver', selector),
    drop: step('drop', selector),
    duplicate: step('duplicate', selector),
    timeout: step('timeout', { node }),
    heartbeat: step('heartbeat', { node }),
    request: byKey('op', requests, 'a request step'),
    retry: step('retry', { client: client(names), to }),
    crash: step('crash', { node }),
    restart: step('restart', { node }),
    partition: step('partition', { groups: groups(names) }),
    heal: step('heal', {}),
    next: step('next', { count: v.optional(integer(1, MOST_NEXT)) }),
    settle: step('settle', { limit: v.optional(integer(1, 1_000_000)) }),
  };
}

/** The remedy for a set-up key after the first `[[step]]`: TOML puts it into that step. */
function stepRemedy(key: string): string | null {
  if (!/^(num_nodes|num_clients|seed|title|description|system|keys|requests_per_client)$/.test(key))
    return null;
  return 'it belongs at the top of the file, before the first [table]';
}

function groups(names: Names): Schema<string[][]> {
  return v.pipe(
    list(
      list(serverOrClient(names), 'nodes and clients', 0, 100),
      'groups, each a list of nodes and clients',
      0,
      100,
    ),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const seen = new Set<string>();
      for (const [i, group] of dataset.value.entries()) {
        for (const [j, name] of group.entries()) {
          const outer = {
            type: 'array',
            origin: 'value',
            input: dataset.value,
            key: i,
            value: group,
          } as const;
          const inner = { type: 'array', origin: 'value', input: group, key: j, value: name } as const;
          const message = `${name} stands in two groups: expected each name once`;
          if (seen.has(name)) addIssue({ message, path: [outer, inner] });
          seen.add(name);
        }
      }
    }),
  );
}

/**
 * An expectation of a node, a client or a promise; one key says which.
 *
 * @param common further keys of the table
 * @param name the name of the table in messages
 */
function expectation(systemName: string, names: Names, common: Entries, name: string): Schema<Expectation> {
  const promises = [...formatOf(systemName).promises, 'none'];
  const violation = table(
    { ...common, violation: oneOf(promises, 'the name of a promise, or "none"') },
    `${name} with violation`,
    stepRemedy,
  );
  const reply = table({ ...common, client: client(names), reply: string }, `${name} with client`, stepRemedy);
  const fields = Object.entries(formatOf(systemName).expect(names)).map(
    ([field, schema]) => [field, v.optional(schema)] as const,
  );
  const known = fields.map(([field]) => field);
  const node = v.pipe(
    table({ ...common, node: server(names), ...Object.fromEntries(fields) }, `${name} with node`, stepRemedy),
    v.check(
      (step) => known.some((key) => Object.hasOwn(step, key)),
      `nothing is expected of this node: give one of ${known.join(', ')}`,
    ),
  );
  const misspelt = misspeltIn(['node', 'client', 'violation'], name, [...Object.keys(common), ...known]);
  const nothing = refused(`missing key "node", "client" or "violation" in ${name}`);
  return v.lazy((input): Schema<Expectation> => {
    if (!isTable(input)) return nothing;
    if ('violation' in input) return violation;
    if ('client' in input) return reply;
    if ('node' in input) return node;
    return misspelt(input) ?? nothing;
  });
}
