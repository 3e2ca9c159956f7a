import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentence } from '../../src/lib/explain/explain';
import { gossip } from '../../src/lib/scenario/systems/gossip';
import { checkSafety, inspect, step, type Action, type World } from '../../src/lib/index';
import { Bench } from '../paper/bench';
import { actionFor, choices } from '../properties/schedule';

const bench = (numNodes = 3, numClients = 2) =>
  new Bench({ system: 'gossip', numNodes, numClients, requestsPerClient: 0 });

const set = (client: string, value: string): Action => ({
  action: 'request',
  client,
  op: 'put',
  key: 'a',
  value,
});
const settle: Action = { action: 'settle' };
const values = (world: World) => inspect(world).nodes.map((node) => node['value']);
const replies = (world: World) =>
  inspect(world).clients.map((client) => client.replies.map(({ result }) => result));

describe('gossip', () => {
  it('sends a number to all peers at the heartbeat, and nobody answers', () => {
    const run = bench().do(set('c1', 'val_42'), settle).heartbeat('g1');
    expect(run.sent).toMatchObject([
      { type: 'Gossip', from: 'g1', to: 'g2', value: 42 },
      { type: 'Gossip', from: 'g1', to: 'g3', value: 42 },
    ]);
    expect(values(run.do(settle).world)).toEqual([42, 42, 42]);
    expect(run.sent).toEqual([]);
  });

  it('keeps the larger, whatever comes first and however often', () => {
    const run = bench(2, 4).do(set('c1', '7'), set('c3', '9'), settle);
    run.heartbeat('g1').heartbeat('g2').do({ action: 'duplicate', from: 'g1' }, settle);
    expect(values(run.world)).toEqual([9, 9]);
  });

  it('answers a client at once from what its own peer holds', () => {
    const run = bench(2, 4).do(set('c1', '7'), settle);
    run.do(
      { action: 'request', client: 'c2', op: 'get', key: 'b' },
      { action: 'request', client: 'c3', op: 'get', key: 'a' },
    );
    expect(replies(run.do(settle).world)).toEqual([['ok'], ['7'], ['0'], []]);
  });

  it.each([
    [
      { action: 'request', client: 'c1', op: 'delete', key: 'a' },
      'a number that only grows cannot be deleted',
    ],
    [set('c1', 'many'), 'expected a value that ends in a number'],
    [set('c1', '9'.repeat(20)), 'expected a value that ends in a number'],
  ] as const)('declines what it cannot do: %j', (request, said) => {
    const run = bench().do(request).deliver();
    expect(run.events.map((event) => sentence(gossip, event as never)).join(' ')).toContain(said);
    expect(replies(run.do(settle).world)[0]).toEqual([said]);
  });

  it('has two clients a peer, side by side', () => {
    const run = new Bench({ system: 'gossip', numNodes: 2, numClients: 5, requestsPerClient: 1 });
    expect(run.inFlight().map(({ from, to }) => `${from} ${to}`)).toEqual([
      'c1 g1',
      'c2 g1',
      'c3 g2',
      'c4 g2',
      'c5 g1',
    ]);
  });

  it('keeps its number through a crash', () => {
    const run = bench().do(set('c1', '5'), settle).crash('g1').do({ action: 'restart', node: 'g1' });
    expect(values(run.world)).toEqual([5, 0, 0]);
  });

  it('has no election timeout, and says so', () => {
    expect(bench().refused({ action: 'timeout', node: 'g1' })).toMatch(/no election timeout.*heartbeat/);
  });

  it('tells each event by a rule that has a card', () => {
    const run = bench().do(set('c1', '5')).deliver();
    for (const { rule } of run.events) if (rule) expect(gossip.rules.map(({ id }) => id)).toContain(rule);
  });
});

describe('what is promised', () => {
  const run = bench().do(set('c1', '5'), settle);
  const breaking = (value: number): World => ({
    ...run.world,
    step: run.world.step + 1,
    nodes: { ...run.world.nodes, g1: { ...run.world.nodes['g1'], value } as World['nodes'][string] },
  });

  it.each([
    [2, ['value-monotonic', 'value-set']],
    [0, ['value-monotonic']],
    [9, ['value-set']],
    [5, []],
  ])('a peer that held 5 and now holds %i breaks %j', (value, names) => {
    const found = checkSafety([run.world, breaking(value)]);
    expect(found.map(({ invariant }) => invariant)).toEqual(names);
  });
});

describe('whatever happens', () => {
  it('no number goes back, and once all is well one heartbeat each makes all the same', () => {
    const agreed = fc.property(choices(60), fc.integer({ min: 1, max: 5 }), (schedule, numNodes) => {
      let { world } = new Bench({ system: 'gossip', numNodes, numClients: 3, requestsPerClient: 3 });
      for (const choice of schedule) {
        const result = step(world, actionFor(world, choice));
        if (!result.ok) continue;
        const after = values(result.world) as number[];
        expect(checkSafety([world, result.world])).toEqual([]);
        for (const [i, value] of (values(world) as number[]).entries())
          expect(after[i]).toBeGreaterThanOrEqual(value);
        world = result.world;
      }
      const down = Object.values(world.nodes).filter(({ alive }) => !alive);
      const beats = Object.keys(world.nodes).map((node): Action => ({ action: 'heartbeat', node }));
      const acts: Action[] = [
        { action: 'heal' },
        ...down.map(({ id }): Action => ({ action: 'restart', node: id })),
      ];
      for (const action of [...acts, settle, ...beats, settle]) {
        const result = step(world, action);
        if (!result.ok) throw new Error(result.error);
        world = result.world;
      }
      expect(new Set(values(world)).size).toBe(1);
    });
    fc.assert(agreed, { numRuns: 200 });
  });
});
