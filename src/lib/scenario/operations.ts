/** Operations on the store as they stand in a file: requests and log entries. */
import * as v from 'valibot';
import type { RequestSetup } from '../protocol/setup';
import type { LogEntry } from '../raft/log';
import { byKey, integer, isTable, list, oneOf, string, table, type Schema } from './values';

type Kinds = Record<string, Schema<unknown>>;

/** put takes a key and a value, get and delete a key. `more`: the keys that the table has beside these. */
export function operations(name: (op: string) => string, more: Kinds = {}): Kinds {
  const only = (op: string) => ({ ...more, op: oneOf([op]) });
  return {
    put: table({ ...only('put'), key: string, value: string }, name('put')),
    get: table({ ...only('get'), key: string }, name('get')),
    delete: table({ ...only('delete'), key: string }, name('delete')),
  };
}

export const request = byKey(
  'op',
  operations((op) => `a ${op} request`),
  'a request',
) as Schema<RequestSetup>;

/** A log: its items are tables, or integers for no-ops of that term. */
export function log(leastTerm: number): Schema<LogEntry[]> {
  const term = integer(leastTerm);
  const name = (op: string) => `a ${op} entry`;
  const noop = table({ term, op: oneOf(['noop']) }, name('noop'));
  const written = byKey('op', { ...operations(name, { term }), noop }, 'a log entry') as Schema<LogEntry>;
  const short = v.pipe(
    term,
    v.transform((value): LogEntry => ({ term: value, op: 'noop' })),
  );
  const neither = v.pipe(
    v.unknown(),
    v.check(
      () => false,
      'expected a term, or a table such as { term = 1, op = "put", key = "a", value = "1" }',
    ),
  ) as Schema<LogEntry>;
  const entry = v.lazy((input) => (isTable(input) ? written : typeof input === 'bigint' ? short : neither));
  return list(entry, 'log entries');
}
