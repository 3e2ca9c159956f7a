import * as v from 'valibot';
import { promisesOf } from '../checks/promises';
import { MOST_NEXT, type Step } from '../sim/action';
import { quote } from './errors';
import { formatOf } from './formats';
import { client, server, serverOrClient, type Names } from './names';
import { operations } from './operations';
import { selectorOf } from './selector';
import { byKey, integer, isTable, list, oneOf, string, table, type Schema } from './values';

/**
 * A `[[step]]` table: each action with its own fields, and no others.
 *
 * @param systemName one that is registered.
 */
export function stepTable(systemName: string, names: Names): Schema<Step> {
  const node = server(names);
  const note = v.optional(string);
  const selector = selectorOf(systemName, names);
  const to = v.optional(node);
  const step = (action: string, entries: Record<string, v.GenericSchema<unknown, unknown>>) =>
    table({ action: string, ...entries, note }, `a ${action} step`, stepRemedy);
  const requests = operations((op) => `a request step with op ${quote(op)}`, {
    action: string,
    client: client(names),
    to,
    note,
  });
  return byKey(
    'action',
    {
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
      expect: expectation(systemName, names),
    },
    '[[step]]',
  ) as Schema<Step>;
}

/** A set-up key behind the first `[[step]]`, which TOML takes as that step's. */
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
          const path = [
            { type: 'array' as const, origin: 'value' as const, input: dataset.value, key: i, value: group },
            { type: 'array' as const, origin: 'value' as const, input: group, key: j, value: name },
          ];
          const message = `${name} stands in two groups: expected each name once`;
          if (seen.has(name)) addIssue({ message, path: path as never });
          seen.add(name);
        }
      }
    }),
  );
}

/** What is looked at, is told by the key that names it: `violation`, `client` or `node`. */
function expectation(systemName: string, names: Names): Schema<unknown> {
  const common = { action: string, note: v.optional(string) };
  const violation = table(
    {
      ...common,
      violation: oneOf([...Object.keys(promisesOf(systemName)), 'none'], 'the name of a promise, or "none"'),
    },
    'an expect step with violation',
    stepRemedy,
  );
  const reply = table(
    { ...common, client: client(names), reply: string },
    'an expect step with client',
    stepRemedy,
  );
  const fields = Object.entries(formatOf(systemName).expect(names)).map(
    ([name, schema]) => [name, v.optional(schema)] as const,
  );
  const known = fields.map(([name]) => name);
  const node = v.pipe(
    table(
      { ...common, node: server(names), ...Object.fromEntries(fields) },
      'an expect step with node',
      stepRemedy,
    ),
    v.check(
      (step) => known.some((key) => Object.hasOwn(step, key)),
      `nothing is expected of this node: give one of ${known.join(', ')}`,
    ),
  );
  const nothing = v.pipe(
    v.unknown(),
    v.check(() => false, 'missing key "node", "client" or "violation" in an expect step'),
  );
  return v.lazy((input) => {
    if (!isTable(input)) return nothing;
    if ('violation' in input) return violation;
    if ('client' in input) return reply;
    if ('node' in input) return node;
    return nothing;
  });
}
