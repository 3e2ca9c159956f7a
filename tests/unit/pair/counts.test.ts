import { describe, expect, it } from 'vitest';
import { firstDifference, keyPairs, likenessOf } from '../../../src/lib/picture/pair/agreement';
import { counterpart } from '../../../src/lib/run/pair/counterpart';
import { sideScenario, stepPair, type PairMoment } from '../../../src/lib/run/pair/pair';
import { beginPair, playPair } from '../../systems';
import { leaderOf, successorOf } from '../../../src/lib/run/pair/roles';
import { correspondence } from '../../../src/lib/picture/pair/correspondence';
import { DEFAULT_PAIR } from '../../../src/lib/scenario/pair-examples';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { play, start, step, type Action, type World } from '../../../src/lib/index';
import type { PairStep } from '../../../src/lib/sim/scenario';
import { setupOf } from '../../paper/bench';

const done = (world: World, ...actions: readonly Action[]): World =>
  actions.reduce((so, action) => {
    const result = step(so, action);
    if (!result.ok) throw new Error(result.error);
    return result.world;
  }, world);

function after(
  steps: readonly PairStep[],
  systems: readonly [string, string] = ['raft', 'multipaxos'],
): PairMoment {
  return steps.reduce<PairMoment>(
    (moment, one) => {
      const result = stepPair(moment, one);
      if (!result.ok) throw new Error(`${JSON.stringify(one)}: ${result.error}`);
      return result.moment;
    },
    beginPair({ ...DEFAULT_PAIR, pair: { systems, steps: [] } }),
  );
}
const phases = (count: number): PairStep[] => Array.from({ length: count }, () => ({ action: 'phase' }));

describe('of two leaders the one of the later epoch is meant', () => {
  it.each([
    ['raft', ['n1', 'n2'], 'n2'],
    ['raft', ['n2', 'n1'], 'n1'],
  ])('%s, elected in the order %s', (_name, [first = '', second = ''], later) => {
    const others = ['n1', 'n2', 'n3'].filter((id) => id !== first);
    const world = done(
      start({ setup: setupOf({}), steps: [] }),
      { action: 'timeout', node: first },
      { action: 'settle' },
      { action: 'partition', groups: [[first], others] },
      { action: 'timeout', node: second },
      { action: 'settle' },
    );
    const system = systemOf(world.setup);
    expect(Object.values(world.nodes).filter((node) => system.leads(node))).toHaveLength(2);
    expect(leaderOf(system, world)).toBe(later);
    expect(successorOf(system, world)).toBe('n3');
  });

  it('multipaxos: by ballot', () => {
    const setup = { ...setupOf({}), system: 'multipaxos' };
    const world = done(
      start({ setup, steps: [] }),
      { action: 'settle' },
      { action: 'timeout', node: 'l2' },
      { action: 'settle' },
    );
    const system = systemOf(setup);
    expect(leaderOf(system, world)).toBe('l2');
    const again = done(world, { action: 'crash', node: 'l2' });
    expect(leaderOf(system, again)).toBe('l1');
  });

  it('nobody leads if all nodes are equal, or all are down', () => {
    const gossip = { ...setupOf({}), system: 'gossip' };
    expect(leaderOf(systemOf(gossip), start({ setup: gossip, steps: [] }))).toBeNull();
    const world = start({ setup: setupOf({}), steps: [] });
    expect(leaderOf(systemOf(world.setup), world)).toBeNull();
    const down = done(world, ...['n1', 'n2', 'n3'].map((node) => ({ action: 'crash', node }) as const));
    expect(successorOf(systemOf(world.setup), down)).toBeNull();
  });
});

describe('what is counted', () => {
  const live = (moment: PairMoment, id: string) => {
    const row = correspondence(moment).find((one) => one.id === id);
    return [row?.left.live, row?.right.live];
  };

  it('messages and rounds by phase, requests and replies too, and when the first command was settled', () => {
    const moment = after(phases(5));
    expect(moment.left.tally).toMatchObject({
      phases: { lead: { messages: 5, rounds: 1 } },
    });
    expect(live(moment, 'lead')).toEqual(['5 in 1 round', '6 in 1 round']);
    expect(live(moment, 'voter')).toEqual(['n2 n3', 'a1 a2 a3']);
  });

  it('a retry and a copy that are sent count, a loss does not', () => {
    const asked = after(phases(1));
    const lost = stepPair(asked, { action: 'drop' });
    if (!lost.ok) throw new Error(lost.error);
    const { left } = lost.moment;
    expect(left.tally.messages).toBe(asked.left.tally.messages);
    expect(left.tally.steps).toBe(asked.left.tally.steps + 1);
    const again = stepPair(lost.moment, { action: 'retry' });
    if (!again.ok) throw new Error(again.error);
    const waiting = Object.values(left.world.clients).filter((client) => client.waiting).length;
    expect(again.moment.left.tally.messages).toBe(left.tally.messages + waiting);
    expect(again.moment.left.tally.steps).toBe(left.tally.steps + waiting);
  });

  it('a leader that is lost, who comes after it, and after how much', () => {
    const crashed = after([...phases(1), { action: 'crash' }]);
    expect(crashed.left.tally.succession).toMatchObject({ lost: 'n1', how: 'crash', by: null });
    expect(live(crashed, 'succession')).toEqual(['nobody leads yet', 'nobody leads yet']);
    const elected = [{ action: 'elect' }, ...phases(1)] as const;
    const next = after([...phases(1), { action: 'crash' }, ...elected]);
    const { steps, messages, succession } = next.left.tally;
    expect(succession?.by?.id).toBe('n2');
    expect(succession?.by?.steps).toBeLessThanOrEqual(steps - (succession?.step ?? 0));
    expect(succession?.by?.messages).toBeLessThanOrEqual(messages - (succession?.messages ?? 0));
    expect(live(next, 'succession')[0]).toMatch(/^n2 leads in \d+ steps, \d+ messages$/);
    // A leader that is only cut off still leads for itself: it is not its own successor.
    const cut = after([...phases(1), { action: 'partition' }]);
    expect(cut.left.tally.succession).toMatchObject({ lost: 'n1', how: 'partition', by: null });
  });
});

describe('which message means the same', () => {
  it('a client’s message by client, any other by its position within its phase and kind', () => {
    const { left, right } = after(phases(2));
    const place = ({ world }: typeof left) => ({ system: systemOf(world.setup), world });
    for (const message of left.world.network.inFlight) {
      const same = counterpart(place(left), message, place(right));
      const back = same && counterpart(place(right), same, place(left));
      if (same) expect(back?.id).toBe(message.id);
    }
    const appends = left.world.network.inFlight.filter(({ type }) => type === 'AppendEntries');
    const accepts = right.world.network.inFlight.filter(({ type }) => type === 'Accept');
    const alike = appends.map((message) => counterpart(place(left), message, place(right))?.id);
    expect(alike.slice(0, accepts.length)).toEqual(accepts.map(({ id }) => id));
    // If one side has more messages, the extra ones have no counterpart.
    expect(alike.slice(accepts.length).every((id) => id === undefined)).toBe(true);
    expect(appends.length).toBeGreaterThan(1);
  });
});

describe('what both hold', () => {
  it('is different as soon as one key is, and told where nobody leads by whoever has applied most', () => {
    const end = after([...phases(40)].slice(0, 0));
    const world = (entries: readonly object[], commits: readonly number[]) => {
      const nodes = commits.map((commitIndex, i) => ({ id: `n${i + 1}`, log: entries, commitIndex }));
      return start({ setup: setupOf({ nodes }), steps: [] });
    };
    const put = (key: string, value: string) => ({ term: 1, op: 'put' as const, key, value });
    const side = (entries: readonly object[], commits: readonly number[]) => ({
      ...end.left,
      world: world(entries, commits),
    });
    const left = side([put('a', '1'), put('b', '2')], [1, 2, 0]);
    const right = side([put('a', '1'), put('b', '3')], [0, 0, 2]);
    const moment = { ...end, left, right };
    expect(keyPairs(moment)).toEqual([
      { key: 'a', left: '1', right: '1' },
      { key: 'b', left: '2', right: '3' },
    ]);
    expect(likenessOf(moment)).toBe('different');
    expect(firstDifference(moment)).toBe('key b');
    expect(likenessOf({ ...moment, right: left })).toBe('same');
  });
});

it('what a phase did on a side plays again as a run of its own', () => {
  const scenario = { ...DEFAULT_PAIR, pair: { systems: ['raft', 'multipaxos'] as const, steps: phases(6) } };
  const { moments } = playPair(scenario);
  for (const name of ['left', 'right'] as const) {
    const alone = play(sideScenario(scenario, moments, name));
    expect(alone.failure).toBeUndefined();
    expect(alone.worlds.at(-1)).toEqual(moments.at(-1)?.[name].world);
  }
});
