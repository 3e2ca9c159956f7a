import { required } from '../protocol/known';
import type { Operation } from '../kv/client';
import { apply } from '../kv/store';

/**
 * A sequential object, the reference for a history: its initial state, and what one operation does to it.
 *
 * `step` is pure. `ok` says whether the operation, with the result that it shows, can come next in this state; `state` is
 * the state after it. An operation of unknown outcome is shown without `return`, `ok` and `result`.
 */
export interface Model<S = unknown> {
  readonly init: S;
  step(state: S, operation: Operation): { readonly ok: boolean; readonly state: S };
  /**
   * The part of the object that an operation touches, if it touches only one and each part starts as `init`. Parts are
   * then checked one by one: a history is linearizable if that of each object is (Herlihy and Wing 1990, locality).
   */
  part?(operation: Operation): string;
  /** Whether an operation, with the result that it shows, never changes a state in which it fits. */
  reads?(operation: Operation): boolean;
  /** A name for the effect of an operation of unknown outcome. Operations with the same name are interchangeable. */
  effect?(operation: Operation): string;
  /**
   * A coarser history (same operations, same order) with the same linearizations. The search then distinguishes fewer
   * states.
   */
  coarsen?(operations: readonly Operation[]): readonly Operation[];
}

/** The key-value store of `kv`, one key at a time. The state is the key's value; null: absent. */
export const STORE_MODEL: Model<string | null> = {
  init: null,
  step(state, operation) {
    const { op, key, value } = operation;
    const before = state === null ? {} : storeOf(key, state);
    const { store, answer } = apply(before, value === undefined ? { op, key } : { op, key, value });
    const fits =
      (operation.ok === undefined || operation.ok === answer.ok) &&
      (operation.result === undefined || operation.result === answer.result);
    return { ok: fits, state: Object.hasOwn(store, key) ? required(store[key], 'the value') : null };
  },
  part: ({ key }) => key,
  reads: ({ op, ok }) => op === 'get' || ok === false,
  effect: ({ op, value }) => (op === 'put' ? `put ${value ?? ''}` : op),
  /** All values that no get returned can be treated as one value. */
  coarsen(operations) {
    const seen = new Set(
      operations.flatMap(({ op, ok, result }) => (op === 'get' && ok === true ? [result] : [])),
    );
    const unseen = operations.find(({ op, value }) => op === 'put' && !seen.has(value))?.value;
    return operations.map((operation) =>
      operation.op === 'put' && !seen.has(operation.value) ? { ...operation, value: unseen } : operation,
    );
  },
};

/** An operation as models see it: without its answer if the outcome is unknown. */
export function shown(operation: Operation): Operation {
  if (isAnswered(operation)) return operation;
  const { client, op, key, value, call } = operation;
  return value === undefined ? { client, op, key, call } : { client, op, key, value, call };
}

function storeOf(key: string, value: string): Record<string, string> {
  return Object.fromEntries([[key, value]]);
}

/**
 * Whether the client knows the outcome of its operation. No answer, `consensus failed` and `not leader` leave it open: it
 * may have happened or not, and may still happen.
 */
export function isAnswered({ return: at, ok, result }: Operation): boolean {
  const open = ok !== true && (result === 'consensus failed' || result === 'not leader');
  return at !== undefined && !open;
}
