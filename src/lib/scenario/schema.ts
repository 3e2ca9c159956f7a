/** The set-up: its keys, types and ranges. What its parts must be to one another is in `sense.ts`. */
import * as v from 'valibot';
import type { ClientSetup, MessageSetup, NodeSetup } from '../protocol/setup';
import { BUG_NAMES } from '../raft/bugs';
import { camelKeys } from './case';
import { either, quote } from './errors';
import { MESSAGES, type FieldRule } from './messages';
import { client, sender, server, serverOrClient, type Names } from './names';
import { nearest } from './nearest';
import { log, request } from './operations';
import { SYSTEMS } from './systems';
import { boolean, byKey, integer, list, oneOf, pair, string, table, type Schema } from './values';

/** Every system that the format names. Those that are not registered are not here yet. */
const SYSTEM_NAMES = ['raft', 'multipaxos', 'single', 'gossip'];
const MOST_MS = 1_000_000;

const system: Schema<string> = v.custom<string>(
  (value) => Object.hasOwn(SYSTEMS, value as string),
  ({ input }) => {
    const available = `expected ${either(Object.keys(SYSTEMS))}`;
    if (SYSTEM_NAMES.includes(input as string))
      return `${available}, for ${quote(String(input))} is not available yet`;
    const near = typeof input === 'string' ? nearest(input, Object.keys(SYSTEMS)) : null;
    return near === null ? available : `${available}; did you mean ${quote(near)}?`;
  },
);

const raft = table(
  {
    auto_start: v.optional(boolean),
    replication: v.optional(oneOf(['synchronous', 'pipelined'])),
    commit_notification: v.optional(boolean),
    leader_noop: v.optional(boolean),
    client_sessions: v.optional(boolean),
    bugs: v.optional(list(oneOf(BUG_NAMES, 'the name of a bug'), 'names of bugs')),
  },
  '[raft]',
  (key) => belongsOnTop(key),
);

const multipaxos = table(
  { num_acceptors: v.optional(integer(1, 25)), num_replicas: v.optional(integer(1, 25)) },
  '[multipaxos]',
  (key) => belongsOnTop(key),
);

const timing = table(
  {
    latency: v.optional(pair(0, MOST_MS)),
    election_timeout: v.optional(pair(1, MOST_MS)),
    heartbeat: v.optional(integer(1, MOST_MS)),
  },
  '[timing]',
  (key) => belongsOnTop(key),
);

const tables = (name: string) =>
  v.optional(
    v.pipe(v.unknown(), v.array(v.unknown(), `expected tables that each begin with [[${name}]]`)) as Schema<
      unknown[]
    >,
  );

const TOP = {
  num_nodes: v.optional(integer(1, 25)),
  num_clients: v.optional(integer(0, 25)),
  title: v.optional(string),
  description: v.optional(string),
  system: v.optional(system),
  seed: v.optional(integer(0, 2 ** 31 - 1)),
  requests_per_client: v.optional(integer(0, 100)),
  keys: v.optional(list(string, '1 to 20 strings', 1, 20)),
  raft: v.optional(raft),
  multipaxos: v.optional(multipaxos),
  timing: v.optional(timing),
  node: tables('node'),
  message: tables('message'),
  client: tables('client'),
  step: tables('step'),
};

const OPTIONS = {
  raft: ['auto_start', 'replication', 'commit_notification', 'leader_noop', 'client_sessions', 'bugs'],
  multipaxos: ['num_acceptors', 'num_replicas'],
  timing: ['latency', 'election_timeout', 'heartbeat'],
};

/** The whole file; its lists of tables are read one by one, for what they may say depends on the rest. */
export const topLevel = table(TOP, '', (key) => {
  const home = Object.entries(OPTIONS).find(([, keys]) => keys.includes(key));
  return home ? `it belongs under [${home[0]}]` : null;
});

/** In TOML every key behind a header is that table's: the slip that people make most. */
function belongsOnTop(key: string): string | null {
  return Object.hasOwn(TOP, key) ? 'it belongs at the top of the file, before the first [table]' : null;
}

export type TopLevel = v.InferOutput<typeof topLevel>;

/** The counts that names depend on, each readable although other keys are wrong. */
export const COUNTS = { ...TOP, multipaxos: v.optional(multipaxos) };

export function nodeTable(names: Names): Schema<NodeSetup> {
  const voter = v.pipe(
    v.lazy((input) => (input === '' ? string : server(names))),
    v.transform((id) => (id === '' ? null : id)),
  );
  const fields = table(
    {
      id: server(names),
      term: v.optional(integer(0)),
      voted_for: v.optional(voter),
      role: v.optional(oneOf(['follower', 'candidate', 'leader'])),
      commit_index: v.optional(integer(0)),
      log: v.optional(log(1)),
    },
    '[[node]]',
    belongsOnTop,
  );
  return v.pipe(
    fields,
    v.transform((node) => camelKeys(node) as unknown as NodeSetup),
  );
}

export function clientTable(names: Names): Schema<ClientSetup> {
  return table({ id: client(names), requests: list(request, 'requests') }, '[[client]]', belongsOnTop);
}

/** @param systemName one that is registered. */
export function messageTable(systemName: string, names: Names): Schema<MessageSetup> {
  const rules = MESSAGES[systemName] ?? {};
  const kinds = Object.entries(rules).map(([type, fields]) => {
    const entries = Object.entries(fields).map(([name, rule]) => [name, field(rule, names)] as const);
    const envelope = { message: string, from: sender(names), to: serverOrClient(names) };
    const written = table({ ...envelope, ...Object.fromEntries(entries) }, `a ${type} message`, belongsOnTop);
    const read = v.pipe(
      written,
      v.transform(({ message: _, ...given }) => ({
        type,
        ...defaults(fields, given.from),
        ...camelKeys(given),
      })),
    );
    return [type, read as unknown as Schema<MessageSetup>] as const;
  });
  return byKey('message', Object.fromEntries(kinds), '[[message]]');
}

function field(rule: FieldRule, names: Names): Schema<unknown> {
  const schema = {
    integer: () => integer(rule.otherwise === 1 ? 1 : 0),
    boolean: () => boolean,
    string: () => string,
    server: () => server(names),
    log: () => log(0),
  }[rule.is]();
  return rule.otherwise === undefined ? schema : v.optional(schema);
}

function defaults(fields: Readonly<Record<string, FieldRule>>, from: string): Record<string, unknown> {
  const given = Object.entries(fields).flatMap(([name, { otherwise }]) => {
    if (otherwise === undefined || otherwise === 'absent') return [];
    return [[name, otherwise === 'from' ? from : otherwise === 'empty' ? [] : otherwise] as const];
  });
  return camelKeys(Object.fromEntries(given));
}
