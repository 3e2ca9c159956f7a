import { describe, expect, it } from 'vitest';
import { checkSafety, start, step, type Action, type World } from '../../../src/lib/index';
import { DEFAULT_SETUP } from '../../../src/lib/scenario/defaults';

// Worlds of MultiPaxos changed by hand: each broken promise is reported once, with the nodes that broke it; a correct run
// has no violations.

const setup = { ...DEFAULT_SETUP, system: 'multipaxos', numClients: 1, requestsPerClient: 0 };
const done = (world: World, ...actions: readonly Action[]) => {
  const worlds = [world];
  for (const action of actions) {
    const result = step(worlds.at(-1) as World, action);
    if (!result.ok) throw new Error(result.error);
    worlds.push(result.world);
  }
  return worlds;
};
const ask = (value: string): Action[] => [
  { action: 'request', client: 'c1', op: 'put', key: value, value },
  { action: 'settle' },
];
const run = done(start({ setup, steps: [] }), { action: 'settle' }, ...ask('x'), ...ask('y'));
const last = run.at(-1) as World;

/** The world one step later with some fields of a node changed. */
const spoilt = (id: string, change: object, world = last): World => ({
  ...world,
  step: world.step + 1,
  nodes: { ...world.nodes, [id]: { ...world.nodes[id], ...change } as World['nodes'][string] },
});
const node = (id: string) => last.nodes[id] as unknown as Record<string, Record<number, object>>;
const found = (...worlds: readonly World[]) =>
  checkSafety(worlds).map(({ invariant, nodes }) => [invariant, ...nodes].join(' '));

const ballot = (round: number, leader = 'l1') => ({ round, leader });
const other = { op: 'put', key: 'z', value: 'z' };
const vote = (of: object, command: object = other) => ({ ballot: of, command });

describe('a broken promise is reported', () => {
  it('but not in a correct run, complete or with gaps', () => {
    expect(found(...run)).toEqual([]);
    expect(found(run[0] as World, last)).toEqual([]);
  });

  it.each<[string, string, object]>([
    ['promise-monotonic a1', 'a1', { promised: null }],
    ['accepted-monotonic a1', 'a1', { accepted: {} }],
    ['accept-promise a1', 'a1', { accepted: { ...node('a1')['accepted'], 3: vote(ballot(0)) } }],
    ['ballot-once l1', 'a1', { accepted: { ...node('a1')['accepted'], 1: vote(ballot(1)) } }],
    [
      'proposal-of-chosen',
      'a1',
      { promised: ballot(2, 'l2'), accepted: { ...node('a1')['accepted'], 1: vote(ballot(2, 'l2')) } },
    ],
    ['learn-chosen r1', 'r1', { chosen: { ...node('r1')['chosen'], 3: other } }],
    ['learners-agree', 'r1', { chosen: { ...node('r1')['chosen'], 2: other } }],
    ['in-order r1', 'r1', { lastApplied: 4, chosen: { ...node('r1')['chosen'], 4: other } }],
    ['state-machine-safety', 'r1', { store: { x: 'other' } }],
  ])('%s', (accusation, id, change) => {
    const accused = found(...run, spoilt(id, change));
    expect(accused.some((one) => one.startsWith(accusation))).toBe(true);
    // Once, however long it lasts.
    const again = spoilt(id, change);
    expect(found(...run, again, { ...again, step: again.step + 1 })).toEqual(accused);
  });

  it('but not where an acceptor replaces what was never chosen', () => {
    const held = { ...node('a1')['accepted'], 3: vote(ballot(1)) };
    const first = spoilt('a1', { accepted: held });
    const next = { ...held, 3: vote(ballot(2, 'l2'), { op: 'put', key: 'w', value: 'w' }) };
    const second = spoilt('a1', { promised: ballot(2, 'l2'), accepted: next }, first);
    expect(found(...run, first, second)).toEqual([]);
  });

  it('a second command chosen in one slot', () => {
    const higher = vote(ballot(2, 'l2'));
    const accepted = { ...node('a1')['accepted'], 1: higher };
    const one = spoilt('a1', { promised: ballot(2, 'l2'), accepted });
    const two = spoilt('a2', { promised: ballot(2, 'l2'), accepted }, one);
    const accused = found(...run, one, two);
    expect(accused).toContain('proposal-of-chosen l2 a1 a2');
    expect(accused.some((name) => name.startsWith('chosen-once'))).toBe(true);
    expect(accused.some((name) => name.startsWith('chosen-stays'))).toBe(true);
  });

  it('a minority that accepts something else in a lower ballot breaks nothing', () => {
    const accepted = { ...node('a3')['accepted'], 3: vote(ballot(1), other) };
    expect(found(...run, spoilt('a3', { accepted }))).toEqual([]);
  });
});

describe('what is said of it', () => {
  const messages = (...worlds: readonly World[]) => checkSafety(worlds).map(({ message }) => message);

  it('names the commands, with their values and whose request they are', () => {
    const chosen = { ...node('r1')['chosen'], 3: { op: 'noop' } };
    expect(messages(...run, spoilt('r1', { chosen }))[0]).toContain(
      'r1 takes a no-op for chosen in slot 3; 0 of 3 acceptors hold it, and a majority is 2.',
    );
    const told = messages(...run, spoilt('r1', { chosen: { ...node('r1')['chosen'], 2: other } }));
    expect(told.join(' ')).toContain('l1 learnt put y = y (request 2 of c1) and r1 learnt put z = z.');
  });

  it('names whose store it was: another’s, or its own', () => {
    const [told] = messages(...run, spoilt('r1', { store: { x: 'other' } }));
    expect(told).toMatch(/After 2 slots, l1’s store was .*, and r1’s is .*other/);
    const [own] = messages(...run, spoilt('l1', { store: { x: 'other' } }));
    expect(own).toMatch(/After 2 slots, it once was .*, and l1’s is .*other/);
  });
});

describe('correct runs have no violations', () => {
  it('replayed worlds are equal, not identical', () => {
    const higher = spoilt('a3', { promised: ballot(5, 'l2') });
    const again = JSON.parse(JSON.stringify({ ...higher, step: higher.step + 1 })) as World;
    const more = {
      ...again,
      nodes: { ...again.nodes, a3: { ...again.nodes['a3'], promised: ballot(6, 'l2') } },
    };
    expect(found(...run, higher, more as World)).toEqual([]);
  });

  it('a request that the network had done twice', () => {
    const doubled = done(
      start({ setup, steps: [] }),
      { action: 'settle' },
      { action: 'request', client: 'c1', op: 'put', key: 'a', value: '1', to: 'l1' },
      { action: 'duplicate', message: 'ClientPut' },
      { action: 'deliver', message: 'ClientPut' },
      ...Array.from({ length: 9 }, () => ({ action: 'deliver', message: 'Accept' }) as const).slice(0, 3),
      { action: 'deliver', message: 'Accepted' },
      { action: 'deliver', message: 'Accepted' },
      { action: 'deliver', message: 'ClientReply' },
      { action: 'request', client: 'c1', op: 'delete', key: 'a', to: 'l1' },
      { action: 'deliver', message: 'ClientDelete' },
      { action: 'deliver', message: 'Accepted' },
      { action: 'drop', message: 'Commit' },
      { action: 'drop', message: 'Commit' },
      ...[1, 2, 3].map(() => ({ action: 'deliver', message: 'Accept' }) as const),
      { action: 'deliver', message: 'Accepted' },
      { action: 'deliver', message: 'Accepted' },
      { action: 'deliver', message: 'ClientReply' },
      { action: 'deliver', message: 'ClientPut' },
      { action: 'settle' },
      { action: 'request', client: 'c1', op: 'get', key: 'a', to: 'l1' },
      { action: 'settle' },
    );
    expect(doubled.at(-1)?.clients['c1']?.history.at(-1)).toMatchObject({ op: 'get', result: '1' });
    expect(found(...doubled)).toEqual([]);
  });
});

it('what a message proposes is looked at, also where it is the only one in flight', () => {
  const accept = { type: 'Accept', from: 'l1', to: 'a1', slot: 1, ballot: ballot(1), command: other };
  const message = { ...accept, id: last.network.nextId, sentAt: 0 };
  const world = {
    ...last,
    step: last.step + 1,
    network: { ...last.network, inFlight: [message], nextId: message.id + 1 },
  };
  expect(found(...run, world as World)).toContain('ballot-once l1');
});
