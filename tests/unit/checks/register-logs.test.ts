import { describe, expect, it } from 'vitest';
import { checkLinearizable } from '../../../src/lib/checks/linearizability';
import type { Operation } from '../../../src/lib/kv/client';

// Histories with known verdicts in the form of Jepsen's logs of an etcd register: a process invokes read, write or
// compare-and-set, and then reports :ok, :fail (it did not happen), or :info (it timed out and may happen at any time, or
// never).

/** One register that begins empty. A value is `1`, a compare-and-set `1>2`. */
const register = {
  init: '',
  step(state: string, { op, value = '', result }: Operation) {
    if (op === 'get') return { ok: result === undefined || result === state, state };
    const [from, to] = value.split('>');
    if (to === undefined) return { ok: true, state: value };
    return from === state ? { ok: true, state: to } : { ok: result === undefined, state };
  },
};

/** The operations of a log, which has a line for each invocation and each outcome. */
function operationsOf(log: string): Operation[] {
  const open = new Map<string, Operation>();
  const done: Operation[] = [];
  for (const [i, line] of log.trim().split('\n').entries()) {
    const [process = '', type = '', f = '', value = ''] = line.trim().split(/\s+/);
    const client = `c${process}`;
    if (type === ':invoke') {
      const op = f === ':read' ? 'get' : 'put';
      open.set(process, { client, op, key: 'r', ...(op === 'put' && { value }), call: i });
      continue;
    }
    const asked = open.get(process);
    if (!asked) throw new Error(`line ${i + 1}: process ${process} has invoked nothing`);
    open.delete(process);
    if (type === ':ok')
      done.push({ ...asked, return: i, ok: true, result: asked.op === 'get' ? value : 'ok' });
    if (type === ':info') done.push(asked);
  }
  return [...done, ...open.values()];
}

const verdict = (log: string) => checkLinearizable(operationsOf(log), register).ok;

describe('a register', () => {
  it.each([
    [
      'a read sees a write that is under way',
      `0 :invoke :write 1
       1 :invoke :read
       1 :ok :read 1
       0 :ok :write`,
    ],
    [
      'two overlapping writes, read in either order',
      `0 :invoke :write 1
       1 :invoke :write 2
       1 :ok :write
       2 :invoke :read
       2 :ok :read 2
       3 :invoke :read
       3 :ok :read 1
       0 :ok :write`,
    ],
    [
      'a write that timed out is read much later',
      `0 :invoke :write 3
       0 :info :write 3
       1 :invoke :write 1
       1 :ok :write
       1 :invoke :read
       1 :ok :read 1
       2 :invoke :read
       2 :ok :read 3`,
    ],
    [
      'a compare-and-set that failed did not happen',
      `0 :invoke :write 1
       0 :ok :write
       1 :invoke :cas 2>4
       1 :fail :cas
       2 :invoke :read
       2 :ok :read 1`,
    ],
    [
      'compare-and-sets in a row, by three processes',
      `0 :invoke :write 0
       0 :ok :write
       1 :invoke :cas 1>2
       2 :invoke :cas 0>1
       0 :invoke :read
       2 :ok :cas
       0 :ok :read 2
       1 :ok :cas`,
    ],
    [
      'of two compare-and-sets from one value that timed out one may have happened',
      `0 :invoke :write 0
       0 :ok :write
       1 :invoke :cas 0>1
       1 :info :cas
       2 :invoke :cas 0>2
       2 :info :cas
       3 :invoke :read
       3 :ok :read 2`,
    ],
  ])('linearizable: %s', (_what, log) => expect(verdict(log)).toBe(true));

  it.each([
    [
      'a read of what was overwritten before it began',
      `0 :invoke :write 1
       0 :ok :write
       0 :invoke :write 2
       0 :ok :write
       1 :invoke :read
       1 :ok :read 1`,
    ],
    [
      'two reads one after the other that see a write and then not',
      `0 :invoke :write 1
       0 :ok :write
       1 :invoke :write 2
       2 :invoke :read
       2 :ok :read 2
       2 :invoke :read
       2 :ok :read 1
       1 :ok :write`,
    ],
    [
      'two compare-and-sets from one value that both succeed',
      `0 :invoke :write 0
       0 :ok :write
       1 :invoke :cas 0>1
       2 :invoke :cas 0>2
       1 :ok :cas
       2 :ok :cas`,
    ],
    [
      'a read of what a failed compare-and-set would have left',
      `0 :invoke :write 1
       0 :ok :write
       1 :invoke :cas 1>2
       1 :fail :cas
       2 :invoke :read
       2 :ok :read 2`,
    ],
    [
      'both of two compare-and-sets that timed out would have had to happen',
      `0 :invoke :write 0
       0 :ok :write
       1 :invoke :cas 0>1
       1 :info :cas
       2 :invoke :cas 0>2
       2 :info :cas
       3 :invoke :read
       3 :ok :read 2
       3 :invoke :read
       3 :ok :read 1`,
    ],
    [
      'a value that nobody wrote',
      `0 :invoke :write 1
       0 :ok :write
       1 :invoke :read
       1 :ok :read 7`,
    ],
  ])('not linearizable: %s', (_what, log) => expect(verdict(log)).toBe(false));
});

describe('several registers', () => {
  const parts = { ...register, part: ({ key }: Operation) => key };
  const of = (key: string, operations: readonly Operation[]) => operations.map((it) => ({ ...it, key }));

  /** A key whose search does not end: 60 concurrent writes, and then a read of a value that none of them wrote. */
  const hard = of('hard', [
    ...Array.from({ length: 60 }, (_, i) => ({
      ...{ client: `c${i}`, op: 'put' as const, key: '', value: `${i}` },
      ...{ call: i + 1, return: 100, ok: true, result: 'ok' },
    })),
    { client: 'c0', op: 'get', key: '', call: 200, return: 201, ok: true, result: 'never' },
  ]);
  const plain = (key: string, read: string): Operation[] => [
    { client: 'c1', op: 'put', key, value: '1', call: 300, return: 301, ok: true, result: 'ok' },
    { client: 'c2', op: 'get', key, call: 302, return: 303, ok: true, result: read },
  ];

  it('a clear violation of one key is found in any order of keys', () => {
    const wrong = plain('wrong', '2');
    let asked = 0;
    const counting = {
      ...parts,
      step: (state: string, operation: Operation) => {
        asked++;
        return register.step(state, operation);
      },
    };
    for (const operations of [
      [...hard, ...wrong],
      [...wrong, ...hard],
      [...plain('right', '1'), ...hard, ...of('harder', hard), ...wrong],
    ])
      expect(checkLinearizable(operations, counting)).toMatchObject({
        ok: false,
        blocked: { key: 'wrong', result: '2' },
      });
    // Only one share of each hard key was searched, out of millions.
    expect(asked).toBeLessThan(100_000);
  });

  it('an undecided key makes the verdict unknown, in any order of keys', () => {
    const right = plain('right', '1');
    const budget = { steps: 200_000 };
    for (const operations of [
      [...hard, ...right],
      [...right, ...hard],
    ])
      expect(checkLinearizable(operations, parts, budget)).toMatchObject({ ok: 'unknown' });
  });
});
