import { describe, expect, it } from 'vitest';
import { play } from '../../src/lib/index';
import { led, setupOf } from './bench';

describe('scenario format, small print: runs', () => {
  it('play: one world a delivery or other single act, next and settle unrolled', () => {
    const steps = [
      { action: 'timeout', node: 'n1' },
      { action: 'next', count: 2, note: 'two' },
      { action: 'settle' },
    ] as const;
    const run = play({ setup: setupOf(), steps });
    expect(run.failure).toBeUndefined();
    expect(run.worlds.map(({ step }) => step)).toEqual(run.worlds.map((_, i) => i));
    expect(run.worlds).toHaveLength(10);
    expect(run.events).toHaveLength(10);
  });

  it('play: the failure names the step from 1, and the worlds before it stand', () => {
    const steps = [
      { action: 'timeout', node: 'n1' },
      { action: 'deliver', to: 'n7' },
      { action: 'settle' },
    ] as const;
    const run = play({ setup: setupOf(), steps });
    expect(run.worlds).toHaveLength(2);
    expect(run.failure).toMatchObject({ step: 2, message: expect.stringContaining('to n7') });
  });

  it.each([
    [
      {
        node: 'n1',
        role: 'leader',
        term: 1,
        voted_for: 'n1',
        commit_index: 0,
        last_applied: 0,
        log: [],
        store: {},
        alive: true,
      },
      null,
    ],
    [{ node: 'n1', role: 'follower' }, 'n1: role is "leader", expected "follower"'],
    [{ node: 'n2', voted_for: '' }, 'n2: voted_for is "n1", expected ""'],
    [{ node: 'n2', log: [1] }, 'n2: log is [], expected [1]'],
    [{ client: 'c1', reply: 'ok' }, 'c1: it has had no reply, expected "ok"'],
  ])('expect compares what it names: %j', (expectation, difference) => {
    const bench = led({ numClients: 1 });
    if (difference === null) expect(bench.do({ action: 'expect', ...expectation }).happened()).toEqual([]);
    else expect(bench.refused({ action: 'expect', ...expectation })).toBe(difference);
  });
});
