/** The schema of the set-up: keys, types and ranges. Each system adds its own in a file in `formats/`. */
import * as v from 'valibot';
import type { ClientSetup, MessageSetup, NodeSetup } from '../protocol/setup';
import { camelKeys } from './case';
import { either } from './errors';
import type { Fields } from './format-of-system';
import { formatOf, FORMATS } from './formats';
import { lessonTable, viewTable } from './lesson';
import { messagesOf } from './messages';
import { client, sender, server, serverOrClient, type Names } from './names';
import { request } from './operations';
import { SYSTEM_NAMES, type SystemName } from './registry';
import { byKey, integer, isTable, list, oneOf, pair, string, table, type Schema } from './values';

const MOST_MS = 1_000_000;

const system: Schema<SystemName> = oneOf(SYSTEM_NAMES);

/** Makes every key optional. */
function allOptional(entries: Readonly<Record<string, Schema<unknown>>>) {
  return Object.fromEntries(Object.entries(entries).map(([key, schema]) => [key, v.optional(schema)]));
}

/** The systems with a table of their own, and its keys. */
const OPTION_KEYS = Object.entries(FORMATS)
  .map(([name, { options }]) => [name, Object.keys(options)] as const)
  .filter(([, keys]) => keys.length > 0);

const optionTables = Object.fromEntries(
  OPTION_KEYS.map(([name]): [string, v.OptionalSchema<Schema<Record<string, unknown>>, undefined>] => {
    const entries = allOptional(formatOf(name).options);
    return [name, v.optional(table(entries, `[${name}]`, (key) => belongsOnTop(key)))];
  }),
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

function tables(name: string) {
  const expected = `expected tables that each begin with [[${name}]]`;
  const schema: Schema<unknown[]> = v.pipe(v.unknown(), v.array(v.unknown(), expected));
  return v.optional(schema);
}

const compared: Schema<object> = v.pipe(
  v.unknown(),
  v.custom<object>(isTable, 'expected a table that begins with [compare]'),
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
  timing: v.optional(timing),
  lesson: v.optional(lessonTable((key) => belongsOnTop(key))),
  view: v.optional(viewTable((key) => belongsOnTop(key))),
  node: tables('node'),
  message: tables('message'),
  client: tables('client'),
  step: tables('step'),
  compare: v.optional(compared),
};

const HOMES: readonly (readonly [string, readonly string[]])[] = [
  ...OPTION_KEYS,
  ['timing', ['latency', 'election_timeout', 'heartbeat']],
  ['lesson', ['number', 'summary', 'minutes', 'intro', 'outro', 'kind', 'hide_bugs']],
  ['view', ['stage', 'dock']],
];

/** The schema of the whole file. Lists of tables are parsed one by one, because they depend on the rest. */
export const topLevel = table({ ...TOP, ...optionTables }, '', (key) => {
  const homes = HOMES.filter(([, keys]) => keys.includes(key)).map(([name]) => `[${name}]`);
  return homes.length > 0 ? `it belongs under ${either(homes, String)}` : null;
}) as Schema<TopLevel>;

/** In TOML every key after a header belongs to that table. This is the most common slip. */
function belongsOnTop(key: string): string | null {
  return Object.hasOwn(TOP, key) ? 'it belongs at the top of the file, before the first [table]' : null;
}

type Read = { readonly [Key in keyof typeof TOP]?: v.InferOutput<(typeof TOP)[Key]> };

/** The parsed file. The systems' tables (`[raft]`, …) keep their names. */
export type TopLevel = Read & { readonly [table: string]: unknown };

/** The keys that determine names. They can be read even if other keys are wrong. */
export const COUNTS = TOP;

/** @param systemName a registered system, here and below */
export function nodeTable(systemName: string, names: Names): Schema<NodeSetup> {
  const entries = Object.entries(formatOf(systemName).node).map(([name, { read }]) => [name, read(names)]);
  const fields = table(
    { id: server(names), ...allOptional(Object.fromEntries(entries)) },
    '[[node]]',
    belongsOnTop,
  );
  return v.pipe(
    fields,
    v.transform((node): NodeSetup => ({ ...camelKeys(node), id: node.id })),
  );
}

export function clientTable(names: Names): Schema<ClientSetup> {
  return table({ id: client(names), requests: list(request, 'requests') }, '[[client]]', belongsOnTop);
}

export function messageTable(systemName: string, names: Names): Schema<MessageSetup> {
  const kinds = Object.entries(messagesOf(systemName)).map(([type, fields]) => {
    const entries = Object.entries(fields).map(([name, { read, otherwise }]) => {
      const schema = read(names);
      return [name, otherwise ? v.optional(schema) : schema] as const;
    });
    const envelope = { message: string, from: sender(names), to: serverOrClient(names) };
    const written = table({ ...envelope, ...Object.fromEntries(entries) }, `a ${type} message`, belongsOnTop);
    const read = v.pipe(
      written,
      v.transform(({ message: _, ...given }): MessageSetup => ({
        type,
        ...defaults(fields, given.from),
        ...camelKeys(given),
        from: given.from,
        to: given.to,
      })),
    );
    return [type, read] as const;
  });
  return byKey('message', Object.fromEntries(kinds), '[[message]]');
}

function defaults(fields: Fields, from: string): Record<string, unknown> {
  const given = Object.entries(fields)
    .map(([name, { otherwise }]) => [name, otherwise?.(from)] as const)
    .filter(([, value]) => value !== undefined);
  return camelKeys(Object.fromEntries(given));
}
