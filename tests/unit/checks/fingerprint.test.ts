import { expect, it } from 'vitest';
import { checkLinearizable } from '../../../src/lib/checks/linearizability';
import { fingerprinter } from '../../../src/lib/checks/fingerprint';
import type { Operation } from '../../../src/lib/kv/client';
import { history } from './history';

const same = (a: unknown, b: unknown) => {
  const print = fingerprinter();
  return print(a) === print(b);
};

it('order matters for lists, not for tables, Maps and Sets', () => {
  expect(same([1, 2], [2, 1])).toBe(false);
  expect(same([1, [2, 3]], [1, [2, 3]])).toBe(true);
  expect(same({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  expect(same(new Map([['a', 1]]), new Map([['a', 2]]))).toBe(false);
  expect(
    same(
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['b', 2],
        ['a', 1],
      ]),
    ),
  ).toBe(true);
  expect(same(new Set([1, 2]), new Set([2, 1]))).toBe(true);
});

it('values of different types differ, and 0 differs from nothing', () => {
  const values = [0, '0', 0n, null, undefined, false, '', [], {}, new Map(), new Set(), [0], '#1'];
  for (const [i, a] of values.entries())
    for (const [k, b] of values.entries()) expect(same(a, b), `${i} and ${k}`).toBe(i === k);
  expect(same(-0, 0)).toBe(true);
  expect(() => fingerprinter()(Symbol('x'))).toThrow('a model’s state holds no symbols');
});

it('a queue whose items come out in another order is another queue', () => {
  const queue = (state: readonly string[], { op, value = '', result, ok }: Operation) => {
    if (op === 'put') return { ok: true, state: [...state, value] };
    return { ok: ok === undefined || result === state[0], state: state.slice(1) };
  };
  const lines = [
    'c1 put q 1 @ 1-9 ok',
    'c2 put q 2 @ 2-8 ok',
    'c1 delete q @ 10-11 1',
    'c1 delete q @ 12-13 2',
  ];
  const model = { init: [] as readonly string[], step: queue };
  expect(checkLinearizable(history(...lines), model)).toMatchObject({ ok: true });
  const other = [
    'c1 put q 1 @ 1-9 ok',
    'c2 put q 2 @ 2-8 ok',
    'c1 delete q @ 10-11 2',
    'c1 delete q @ 12-13 1',
  ];
  expect(checkLinearizable(history(...other), model)).toMatchObject({ ok: true });
});
