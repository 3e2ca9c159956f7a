import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { checkLinearizable } from '../../src/lib/checks/linearizability';
import { isAnswered } from '../../src/lib/checks/model';
import type { Operation } from '../../src/lib/kv/client';
import { apply, EMPTY_STORE, type Store } from '../../src/lib/kv/store';

vi.setConfig({ testTimeout: 120_000 });

// The definition by brute force: every order of every choice of operations that must or may have happened.

type Step = (store: Store, operation: Operation) => { ok: boolean; state: Store };

/** The product's store, all keys at once. */
const storeStep: Step = (store, operation) => {
  const done = apply(store, operation);
  const same = done.answer.ok === operation.ok && done.answer.result === operation.result;
  return { ok: !isAnswered(operation) || same, state: done.store };
};

/** A register for each key: put overwrites, delete empties, get reads. */
const registerStep: Step = (store, { op, key, value = '', ok, result }) => {
  if (op === 'get') return { ok: ok === undefined || !ok || store[key] === result, state: store };
  return { ok: true, state: op === 'put' ? { ...store, [key]: value } : { ...store, [key]: '' } };
};

let stepOf: Step = storeStep;

function fitsNext(store: Store, operation: Operation): Store | null {
  const { ok: _ok, result: _result, return: _return, ...bare } = operation;
  const done = stepOf(store, isAnswered(operation) ? operation : bare);
  return done.ok ? done.state : null;
}

/** How many answered operations the best order places; `all`: it places them all. */
function bruteForce(operations: readonly Operation[], store: Store = EMPTY_STORE): number {
  let most = 0;
  for (const operation of operations) {
    const rest = operations.filter((other) => other !== operation);
    const preceded = rest.some((other) => isAnswered(other) && (other.return as number) < operation.call);
    const after = preceded ? null : fitsNext(store, operation);
    if (after === null) continue;
    most = Math.max(most, (isAnswered(operation) ? 1 : 0) + bruteForce(rest, after));
  }
  return most;
}

/** Whether the definition allows an order. */
function isOrder(order: readonly Operation[], all: readonly Operation[]): boolean {
  let store: Store | null = EMPTY_STORE;
  let left = [...all];
  for (const operation of order) {
    left = left.filter((other) => other !== operation);
    if (left.some((other) => isAnswered(other) && (other.return as number) < operation.call)) return false;
    store = fitsNext(store, operation);
    if (store === null) return false;
  }
  return true;
}

const answers = [
  { ok: true, result: 'ok' },
  { ok: true, result: '1' },
  { ok: true, result: '2' },
  { ok: false, result: 'absent' },
  { ok: false, result: 'present' },
  { ok: false, result: 'consensus failed' },
  { ok: false, result: 'not leader' },
];

const anyOperation = (keys: readonly string[], longest: number) =>
  fc
    .record({
      op: fc.constantFrom('put', 'get', 'delete'),
      key: fc.constantFrom(...keys),
      value: fc.constantFrom('1', '2'),
      call: fc.nat(10),
      lasts: fc.option(fc.nat(longest), { freq: 5 }),
      answer: fc.nat(9),
    })
    .map(({ op, key, value, call, lasts, answer }): Operation => {
      const asked = { client: 'c1', op, key, ...(op === 'put' ? { value } : {}), call } as Operation;
      if (lasts === null) return asked;
      const likely = op === 'put' ? [0, 0, 4] : op === 'delete' ? [0, 3, 0] : [1, 2, 3];
      const given = answers[
        answer < 8 ? (likely[answer % 3] as number) : answer - 3
      ] as (typeof answers)[number];
      const result =
        { absent: `key not found: ${key}`, present: `key already exists: ${key}` }[given.result] ??
        given.result;
      return { ...asked, return: call + lasts, ok: given.ok, result };
    });

it.each([
  ['one key', ['a'], 8, undefined],
  ['one key, little overlap', ['a'], 2, undefined],
  ['two keys', ['a', 'b'], 8, undefined],
  ['a model of one’s own', ['a'], 8, registerStep],
  ['a model of one’s own, of two keys', ['a', 'b'], 4, registerStep],
] as const)(
  'agrees with a brute force over all orders of up to 7 operations: %s',
  (_name, keys, longest, step) => {
    stepOf = step ?? storeStep;
    let yes = 0;
    let no = 0;
    fc.assert(
      fc.property(fc.array(anyOperation(keys, longest), { maxLength: 7 }), (operations) => {
        const verdict = step
          ? checkLinearizable(operations, { init: EMPTY_STORE, step })
          : checkLinearizable(operations);
        const answered = operations.filter(isAnswered).length;
        const most = bruteForce(operations);
        expect(verdict.ok).toBe(most === answered);
        if (verdict.ok === 'unknown') return;
        expect(isOrder(verdict.order, operations)).toBe(true);
        const placed = verdict.order.filter(isAnswered).length;
        if (verdict.ok) expect(placed).toBe(answered);
        else if (keys.length === 1 || step) expect(placed).toBe(most);
        if (!verdict.ok) expect(verdict.order).not.toContain(verdict.blocked);
        if (verdict.ok) yes++;
        else no++;
      }),
      { numRuns: 1500 },
    );
    expect(yes).toBeGreaterThan(100);
    expect(no).toBeGreaterThan(100);
  },
);
