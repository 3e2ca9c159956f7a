import { describe, expect, it, vi } from 'vitest';
import { checkLinearizable } from '../../../src/lib/checks/linearizability';
import type { Operation } from '../../../src/lib/kv/client';
import { history, operation } from './history';

vi.setConfig({ testTimeout: 120_000 });

const verdict = (...lines: string[]) => checkLinearizable(history(...lines));

describe('histories with an order that explains them', () => {
  it.each<[string, string[]]>([
    ['nothing', []],
    [
      'one after another',
      ['c1 put a 1 @ 1-2 ok', 'c1 get a @ 3-4 1', 'c1 delete a @ 5-6 ok', 'c1 get a @ 7-8 !key not found: a'],
    ],
    [
      'overlapping, in the other order',
      ['c1 put a 1 @ 1-10 ok', 'c2 get a @ 2-3 !key not found: a', 'c3 get a @ 4-5 1'],
    ],
    ['a put without an answer that happened', ['c1 put a 1 @ 1-', 'c2 get a @ 5-6 1']],
    ['a put without an answer that did not happen', ['c1 put a 1 @ 1-', 'c2 get a @ 5-6 !key not found: a']],
    [
      'a put without an answer that happened late',
      ['c1 put a 1 @ 1-', 'c2 get a @ 5-6 !key not found: a', 'c2 get a @ 7-8 1'],
    ],
    [
      'consensus failed, and it happened later',
      ['c1 put a 1 @ 1-2 !consensus failed', 'c2 get a @ 3-4 !key not found: a', 'c2 get a @ 5-6 1'],
    ],
    ['not leader, and it happened', ['c1 put a 1 @ 1-2 !not leader', 'c2 get a @ 3-4 1']],
    [
      'a return that equals a call: they overlap',
      ['c1 put a 1 @ 1-5 ok', 'c2 get a @ 5-6 !key not found: a'],
    ],
    [
      'a value that reads like an unknown outcome',
      ['c1 put a x @ 1-2 ok', 'c1 delete a @ 3-4 ok', 'c1 put a y @ 5-6 ok', 'c2 get a @ 7-8 y'],
    ],
    ['a key named __proto__', ['c1 put __proto__ 1 @ 1-2 ok', 'c1 get __proto__ @ 3-4 1']],
  ])('%s', (_name, lines) => {
    expect(verdict(...lines)).toMatchObject({ ok: true });
  });

  it('orders all keys together, in real time', () => {
    const lines = ['c1 put a 1 @ 1-9 ok', 'c2 get a @ 2-3 1', 'c2 put b 1 @ 4-5 ok', 'c3 delete a @ 6-7 ok'];
    const found = checkLinearizable(history(...lines));
    expect(found).toEqual({ ok: true, order: history(...lines) });
  });
});

describe('histories that no order explains', () => {
  it('a stale read', () => {
    const lines = ['c1 put a 1 @ 1-2 ok', 'c2 get a @ 3-4 !key not found: a'];
    expect(verdict(...lines)).toEqual({
      ok: false,
      order: history('c1 put a 1 @ 1-2 ok'),
      blocked: operation('c2 get a @ 3-4 !key not found: a'),
      message: expect.stringContaining('c2: get a → key not found: a (from 3 to 4)') as string,
    });
  });

  it.each<[string, string[]]>([
    ['two puts of one key', ['c1 put a 1 @ 1-4 ok', 'c2 put a 2 @ 2-3 ok']],
    ['a value that nobody put', ['c1 put a 1 @ 1-', 'c2 get a @ 2-3 2']],
    ['new, then old', ['c1 put a 1 @ 1-', 'c2 get a @ 2-3 1', 'c3 get a @ 4-5 !key not found: a']],
    ['an unanswered operation that was not called yet', ['c2 get a @ 1-2 1', 'c1 put a 1 @ 3-']],
    [
      'one put of unknown outcome that happened twice',
      ['c1 put a 1 @ 1-2 !consensus failed', 'c2 get a @ 3-4 1', 'c2 delete a @ 5-6 ok', 'c2 get a @ 7-8 1'],
    ],
    ['a get that truly answered "not leader" of nobody', ['c1 get a @ 1-2 not leader']],
  ])('%s', (_name, lines) => {
    expect(verdict(...lines)).toMatchObject({ ok: false });
  });

  it('blames the key that fails, and places the earlier operations of others', () => {
    const found = verdict(
      'c1 put a 1 @ 1-2 ok',
      'c2 put b 1 @ 3-4 ok',
      'c1 get a @ 5-6 2',
      'c2 get b @ 7-8 1',
    );
    expect(found).toMatchObject({ ok: false, blocked: { key: 'a', call: 5 } });
    expect(found.ok === false && found.order.map(({ key }) => key)).toEqual(['a', 'b']);
  });
});

describe('any model', () => {
  const step = (last: string | null, { op, value = '', ok, result }: Operation) => {
    if (op !== 'get') return { ok: true, state: op === 'put' ? value : null };
    return { ok: ok === undefined || result === last, state: last };
  };

  it('a register that is overwritten', () => {
    const lines = ['c1 put r 1 @ 1-2 ok', 'c2 put r 2 @ 3-6 ok', 'c1 get r @ 4-5 1'];
    expect(checkLinearizable(history(...lines), { init: null, step })).toMatchObject({ ok: true });
    expect(checkLinearizable(history(...lines, 'c1 get r @ 7-8 1'), { init: null, step })).toMatchObject({
      ok: false,
    });
  });

  it('an object that all operations touch: a queue, whose state is a list', () => {
    const queue = (state: readonly string[], { op, value = '', result, ok }: Operation) => {
      if (op === 'put') return { ok: true, state: [...state, value] };
      return { ok: ok === undefined || result === state[0], state: state.slice(1) };
    };
    const puts = ['c1 put q 1 @ 1-4 ok', 'c2 put q 2 @ 2-3 ok'];
    const fits = [...puts, 'c1 delete q @ 5-6 2', 'c1 delete q @ 7-8 1'];
    expect(checkLinearizable(history(...fits), { init: [] as readonly string[], step: queue })).toMatchObject(
      { ok: true },
    );
    const twice = [...puts, 'c1 delete q @ 5-6 2', 'c1 delete q @ 7-8 2'];
    expect(
      checkLinearizable(history(...twice), { init: [] as readonly string[], step: queue }),
    ).toMatchObject({ ok: false });
  });

  it('which operations of unknown outcome were used up matters: the other of two could be needed later', () => {
    const moves: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
      A: [
        [0, 1],
        [2, 3],
      ],
      B: [[0, 1]],
      R: [[1, 2]],
      S: [[3, 3]],
    };
    const step = (state: number, { value, result = value }: Operation) => {
      const move = moves[result ?? '']?.find(([from]) => from === state);
      return { ok: move !== undefined, state: move?.[1] ?? state };
    };
    const lines = ['c1 put q A @ 1-', 'c2 put q B @ 2-', 'c3 get q @ 3-4 R', 'c3 get q @ 5-6 S'];
    const found = checkLinearizable(history(...lines), { init: 0, step });
    expect(found).toEqual({
      ok: true,
      order: history(lines[1] as string, lines[2] as string, lines[0] as string, lines[3] as string),
    });
  });

  it('states that are Maps are told apart by what they hold', () => {
    const store = (state: ReadonlyMap<string, string>, { op, key, value = '', ok, result }: Operation) => {
      if (op === 'put') return { ok: true, state: new Map(state).set(key, value) };
      return { ok: ok === undefined || state.get(key) === result, state };
    };
    const lines = ['c1 put a 1 @ 1-9 ok', 'c2 put a 2 @ 2-8 ok', 'c3 put b 3 @ 3-4 ok', 'c3 get a @ 10-11 1'];
    expect(
      checkLinearizable(history(...lines), { init: new Map<string, string>(), step: store }),
    ).toMatchObject({ ok: true });
  });
});

describe('size', () => {
  /** A correct history: operations take effect one after another, each at a moment between its call and its return. */
  function large(count: number, clients: number, keys: number): Operation[] {
    const store = new Map<string, string>();
    const done: Operation[] = [];
    let seed = 7;
    const random = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
    for (let i = 0; i < count; i++) {
      const key = `k${random(keys)}`;
      const op = (['put', 'get', 'delete'] as const)[random(3)] as Operation['op'];
      const held = store.get(key);
      const failed = op === 'put' ? held !== undefined : held === undefined;
      if (op === 'put' && !failed) store.set(key, `v${i}`);
      if (op === 'delete') store.delete(key);
      const refusal = op === 'put' ? `key already exists: ${key}` : `key not found: ${key}`;
      const answer = { ok: !failed, result: failed ? refusal : op === 'get' ? (held as string) : 'ok' };
      const unknown = random(20) === 0;
      const asked = {
        client: `c${i % clients}`,
        op,
        key,
        ...(op === 'put' ? { value: `v${i}` } : {}),
        call: 2 * i - random(clients * 2),
      };
      done.push(unknown ? asked : { ...asked, return: 2 * i + 1 + random(clients * 2), ...answer });
    }
    return done;
  }

  it.each([
    [2000, 5, 5],
    [2000, 8, 3],
    [2000, 25, 5],
  ])('%i operations of %i clients on %i keys in under a second', (count, clients, keys) => {
    const operations = large(count, clients, keys);
    const began = process.cpuUsage();
    expect(checkLinearizable(operations)).toMatchObject({ ok: true });
    const wrong = operations.map((it, i) =>
      i === 1900 ? { ...it, op: 'get' as const, return: it.call + 40, ok: true, result: 'never put' } : it,
    );
    expect(checkLinearizable(wrong)).toMatchObject({ ok: false, blocked: { result: 'never put' } });
    // Two searches, in processor time, so that other work on the machine does not count.
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(2000);
  });

  it.each([
    [{ steps: 5000 }, 'took too long'],
    [{ characters: 5000 }, 'took too much memory'],
  ])('past its budget it does not know, and says why: %o', (budget, why) => {
    const puts = Array.from({ length: 16 }, (_, i) => operation(`c${i} put r ${i} @ ${i + 1}-100 ok`));
    const register = {
      init: '',
      step: (state: string, { op, value = '', result }: Operation) => ({
        ok: op === 'put' || result === state,
        state: op === 'put' ? value : state,
      }),
    };
    const found = checkLinearizable([...puts, operation('c1 get r @ 200-201 never')], register, budget);
    expect(found).toEqual({ ok: 'unknown', reason: expect.stringContaining(why) as string });
  });

  it.each([
    ['gets', (i: number) => `c${i} get a @ ${i + 2}-100 1`],
    ['refused puts', (i: number) => `c${i} put a ${i} @ ${i + 2}-100 !key already exists: a`],
  ])('what changes nothing is placed at once, not tried in every order: %s', (_what, line) => {
    const reads = Array.from({ length: 20 }, (_, i) => line(i));
    const all = history('c0 put a 1 @ 0-1 ok', ...reads, 'c1 get a @ 200-201 never');
    expect(checkLinearizable(all, undefined, { steps: 1000 })).toMatchObject({ ok: false });
  });

  it('a hopeless history ends by itself', () => {
    const puts = Array.from({ length: 60 }, (_, i) => operation(`c${i} put r ${i} @ ${i + 1}-100 ok`));
    const register = {
      init: '',
      step: (state: string, { op, value = '', result }: Operation) => ({
        ok: op === 'put' || result === state,
        state: op === 'put' ? value : state,
      }),
    };
    expect(checkLinearizable([...puts, operation('c1 get r @ 200-201 never')], register)).toMatchObject({
      ok: 'unknown',
    });
  });
});
