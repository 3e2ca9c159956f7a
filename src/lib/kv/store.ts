import { required } from '../protocol/known';
import type { ClientRequest, Result } from './command';

/** The store: keys to values. Plain data; replaced, never changed. */
export type Store = Readonly<Record<string, string>>;

export const EMPTY_STORE: Store = Object.freeze({});

/**
 * Does one operation on the store. A put needs the key absent; a get or delete needs it present.
 *
 * @returns the new store (the same object if nothing changed) and the answer, in the same words for every system
 */
export function apply(store: Store, request: ClientRequest): { store: Store; answer: Result } {
  const { op, key } = request;
  const present = Object.hasOwn(store, key);
  if (op === 'put') {
    if (present) return { store, answer: { ok: false, result: `key already exists: ${key}` } };
    return { store: withKey(store, key, request.value ?? ''), answer: { ok: true, result: 'ok' } };
  }
  if (!present) return { store, answer: { ok: false, result: `key not found: ${key}` } };
  if (op === 'get') return { store, answer: { ok: true, result: required(store[key], 'the value') } };
  return { store: withoutKey(store, key), answer: { ok: true, result: 'ok' } };
}

/** Uses defineProperty rather than assignment, so that `__proto__` is a key like any other. */
function withKey(store: Store, key: string, value: string): Store {
  const next: Record<string, string> = { ...store };
  Object.defineProperty(next, key, { value, enumerable: true, configurable: true, writable: true });
  return next;
}

function withoutKey(store: Store, key: string): Store {
  const next: Record<string, string> = { ...store };
  delete next[key];
  return next;
}
