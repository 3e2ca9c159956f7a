import { describe, expect, it } from 'vitest';
import { enabled, inspect, start, step, type Action, type World } from '../../src/lib/index';
import type { Setup } from '../../src/lib/protocol/setup';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { arrival } from '../../src/lib/sim/network';
import { draw, drawInteger, drawOne } from '../../src/lib/sim/random';
import { actOf, nextDue } from '../../src/lib/sim/scheduler';
import { asRecorded, selectorFor, toSteps } from '../../src/lib/sim/select';
import { setupOf } from '../paper/bench';

// What the simulator does for any system: who is asked, which of several messages is selected, what is due first.

const after = (setup: Setup, ...actions: readonly Action[]): World =>
  actions.reduce(
    (world, action) => {
      const result = step(world, action);
      if (!result.ok) throw new Error(`${JSON.stringify(action)}: ${result.error}`);
      return result.world;
    },
    start({ setup, steps: [] }),
  );
const error = (world: World, action: Action) => {
  const result = step(world, action);
  return result.ok ? 'done' : result.error;
};
const last = ({ network }: World) => network.inFlight.at(-1);

describe('whom a client asks', () => {
  const elected = [{ action: 'timeout', node: 'n2' }, { action: 'settle' }] as const;
  const ask = { action: 'request', client: 'c1', op: 'get', key: 'a' } as const;
  const setup = setupOf({ numClients: 2 });

  it('at first n1, then the last leader that it heard of; a retry without `to` likewise', () => {
    const begun = after(setup, ask);
    expect(last(begun)).toMatchObject({ from: 'c1', to: 'n1' });
    expect(last(after(setup, ...elected, ask))).toMatchObject({ from: 'c1', to: 'n2' });
    const lost = after(setup, ...elected, ask, { action: 'drop', from: 'c1' });
    expect(
      last(after(setup, ...elected, ask, { action: 'drop', from: 'c1' }, { action: 'retry', client: 'c1' })),
    ).toMatchObject({
      ...{ type: 'ClientGet', from: 'c1', to: 'n2', request: 2 },
    });
    const elsewhere = step(lost, { action: 'retry', client: 'c1', to: 'n3' });
    expect(elsewhere.ok && last(elsewhere.world)).toMatchObject({ to: 'n3' });
  });

  it('a node that does not lead names who does, and is asked no more', () => {
    const refused = after(setup, ...elected, { ...ask, to: 'n3' }, { action: 'settle' });
    expect(refused.clients['c1']).toMatchObject({ leader: 'n2', waiting: false });
    expect(last(after(setup, ...elected, { ...ask, to: 'n3' }, { action: 'settle' }, ask))).toMatchObject({
      to: 'n2',
    });
  });

  it('one request at a time, and a retry only of what is outstanding', () => {
    const waits = after(setup, ask);
    expect(error(waits, ask)).toBe(
      'c1 still waits for an answer: a client has one request at a time; retry sends it again',
    );
    expect(error(waits, { action: 'retry', client: 'c2' })).toBe(
      'c2 waits for nothing: only a client that waits can retry',
    );
    expect(error(waits, { ...ask, client: 'c2', to: 'n9' })).toMatch(/^there is no node n9/);
  });
});

describe('which message is meant', () => {
  const setup = setupOf({});
  const two = after(setup, { action: 'timeout', node: 'n1' }, { action: 'duplicate', to: 'n2' });
  const ids = (world: World) => world.network.inFlight.map(({ id, to }) => `${id} ${to}`);

  it('the oldest that fits, or the nth oldest', () => {
    expect(ids(two)).toEqual(['1 n2', '2 n3', '3 n2']);
    const without = (action: Action) => {
      const result = step(two, action);
      return result.ok ? ids(result.world) : result.error;
    };
    expect(without({ action: 'drop' })).toEqual(['2 n3', '3 n2']);
    expect(without({ action: 'drop', to: 'n2', nth: 2 })).toEqual(['1 n2', '2 n3']);
    expect(without({ action: 'drop', id: 2 })).toEqual(['1 n2', '3 n2']);
    expect(without({ action: 'drop', to: 'n2', nth: 3 })).toBe(
      'no message to n2 (number 3 of these) is in flight. In flight: RequestVote n1 → n2, RequestVote n1 → n3, RequestVote n1 → n2.',
    );
    expect(without({ action: 'drop', id: 9 })).toMatch(/^no message in flight has id 9\./);
  });

  it('a recorded act names it so that it is found again, also among those that are alike', () => {
    const system = systemOf(two.setup);
    const named = two.network.inFlight.map((message) => selectorFor(system, two, message, true));
    const common = { message: 'RequestVote', from: 'n1' };
    expect(named).toEqual([
      { ...common, to: 'n2' },
      { ...common, to: 'n3' },
      { ...common, to: 'n2', nth: 2 },
    ]);
    const recorded = [1, 2, 3].map((id) => asRecorded(system, two, { action: 'drop', id }));
    expect(recorded.map(({ nth }) => nth)).toEqual([1, 2, 3]);
    expect(toSteps(recorded, 'short')).toEqual([
      { action: 'drop' },
      { action: 'drop', nth: 2 },
      { action: 'drop', nth: 3 },
    ]);
    const next = asRecorded(system, two, { action: 'deliver', id: 1 });
    expect(next.act).toBeNull();
    expect(toSteps([next, next, { ...next, note: 'x' }, next])).toEqual([
      // A note belongs to the last act of its step.
      { action: 'next', count: 3, note: 'x' },
      { action: 'next' },
    ]);
  });

  it('deliver passes over what a partition holds, drop and duplicate do not', () => {
    const cut = { action: 'partition', groups: [['n1', 'n3'], ['n2']] } as const;
    const world = after(setup, { action: 'timeout', node: 'n1' }, cut);
    expect(inspect(world).messages.map(({ held }) => held)).toEqual([true, false]);
    const delivered = step(world, { action: 'deliver' });
    expect(delivered.ok && delivered.world.nodes['n3']).toMatchObject({ votedFor: 'n1' });
    const dropped = step(world, { action: 'drop' });
    expect(dropped.ok && ids(dropped.world)).toEqual(['2 n3']);
    expect(error(world, { action: 'deliver', to: 'n2' })).toBe(
      'the message to n2 is held back by the partition: heal it, or drop the message. In flight: RequestVote n1 → n2 (held), RequestVote n1 → n3.',
    );
  });
});

describe('what is due first', () => {
  const fixed = { ...DEFAULT_SETUP.timing, latency: [10, 10] as const, heartbeat: 10 };

  it('of what is due at one time the older message, and a message before a timer', () => {
    const setup = setupOf({ timing: fixed, nodes: [{ id: 'n1', role: 'leader', term: 1 }] });
    const world = after(setup, { action: 'heartbeat', node: 'n1' });
    const due = nextDue(world);
    expect(due && 'message' in due && due.message).toMatchObject({ id: 1, to: 'n2' });
    expect(world.timers['n1']?.due).toBe(arrival(world, world.network.inFlight[0]!));
    expect(due && actOf(due)).toEqual({ action: 'deliver', id: 1 });
    const alone = after(setup, { action: 'heartbeat', node: 'n1' }, { action: 'drop' }, { action: 'drop' });
    expect(actOf(nextDue(alone)!)).toEqual({ action: 'heartbeat', node: 'n1' });
  });

  it('what is overdue is due now, and time never goes back', () => {
    const setup = setupOf({ timing: fixed });
    const world = { ...after(setup, { action: 'timeout', node: 'n1' }), now: 5000 };
    expect(nextDue(world)?.at).toBe(5000);
    const done = step(world, { action: 'deliver' });
    expect(done.ok && done.world.now).toBe(5000);
    const early = after(setup, { action: 'timeout', node: 'n1' });
    const then = step(early, { action: 'deliver' });
    expect(then.ok && then.world.now).toBe(early.now + 10);
  });

  it('nothing is due where nothing is in flight and no timer runs', () => {
    const world = after({ ...setupOf({}), system: 'single', numClients: 0 });
    expect(nextDue(world)).toBeNull();
  });
});

it('chance is from 0 to below 1, hits both ends of a range, and depends on every part of its name', () => {
  const drawn = Array.from({ length: 2000 }, (_, i) => drawInteger(3, 6, i, 'x'));
  expect([...new Set(drawn)].sort()).toEqual([3, 4, 5, 6]);
  for (let i = 0; i < 500; i++) expect(draw(i, 'a', i)).toBeLessThan(1);
  expect(new Set([draw(1, 'a', 1), draw(1, 'a', 2), draw(1, 'b', 1), draw(9, 'a', 1)]).size).toBe(4);
  expect(draw(1, 'a', 1)).toBe(draw(1, 'a', 1));
  expect(['p', 'q']).toContain(drawOne(['p', 'q'], 1, 'x'));
});

it('enabled lists, in this order, what can be done: deliver first, then timers, crashes, restarts, retries, drops, copies, heal', () => {
  const setup = setupOf({ numClients: 1 });
  const world = after(
    setup,
    { action: 'request', client: 'c1', op: 'get', key: 'a' },
    { action: 'crash', node: 'n3' },
    { action: 'partition', groups: [['n1'], ['n2', 'n3']] },
  );
  expect(enabled(world)).toEqual([
    { action: 'deliver', id: 1 },
    { action: 'timeout', node: 'n1' },
    { action: 'timeout', node: 'n2' },
    { action: 'crash', node: 'n1' },
    { action: 'crash', node: 'n2' },
    { action: 'restart', node: 'n3' },
    { action: 'retry', client: 'c1' },
    { action: 'drop', id: 1 },
    { action: 'duplicate', id: 1 },
    { action: 'heal' },
  ]);
});

it('a table that is expected is compared whatever the order of its keys, a list by its order', () => {
  const log = [1, 1, 2].map((term) => ({ term, op: 'put' as const, key: `k${term}`, value: 'x' }));
  const setup = setupOf({ nodes: [{ id: 'n1', log, commitIndex: 3 }] });
  const world = start({ setup, steps: [] });
  expect(error(world, { action: 'expect', node: 'n1', store: { k2: 'x', k1: 'x' } })).toBe('done');
  expect(error(world, { action: 'expect', node: 'n1', log: [1, 1, 2] })).toBe('done');
  expect(error(world, { action: 'expect', node: 'n1', log: [1, 2, 1] })).toBe(
    'n1: log is [1,1,2], expected [1,2,1]',
  );
  expect(error(world, { action: 'expect', node: 'n1', store: {} })).toBe(
    'n1: store is {"k1": "x", "k2": "x"}, expected {}',
  );
  expect(error(world, { action: 'expect', node: 'n1', voted_for: '', role: 'leader', term: 9 })).toMatch(
    /^n1: role is "follower", expected "leader"; .*term is 2, expected 9/,
  );
});

it('an act of a person is written with its selector, or by its place alone', () => {
  const world = after(setupOf({}), { action: 'timeout', node: 'n1' });
  const recorded = [asRecorded(systemOf(world.setup), world, { action: 'drop', id: 2 }, 'why')];
  expect(toSteps(recorded)).toEqual([
    { action: 'drop', message: 'RequestVote', from: 'n1', to: 'n3', note: 'why' },
  ]);
  expect(toSteps(recorded, 'short')).toEqual([{ action: 'drop', nth: 2, note: 'why' }]);
  const crash = [asRecorded(systemOf(world.setup), world, { action: 'crash', node: 'n1' })];
  expect(toSteps(crash, 'short')).toEqual([{ action: 'crash', node: 'n1' }]);
});
