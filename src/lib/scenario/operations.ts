/** Operations on the store as they stand in a file: requests, and what systems make of them. */
import type { RequestSetup } from '../protocol/setup';
import { byKey, oneOf, string, table, type Schema } from './values';

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
