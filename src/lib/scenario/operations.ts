/** Operations on the store in a file: client requests, and the systems' commands and log entries. */
import type { RequestSetup } from '../protocol/setup';
import { byKey, oneOf, string, table, type Schema } from './values';

type Kinds = Record<string, Schema<unknown>>;

/** put takes a key and a value, get and delete a key. `more`: further keys of the table. */
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
