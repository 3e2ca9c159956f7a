import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { start, step, type Action, type World } from '../../src/lib/index';
import type { RaftState } from '../../src/lib/systems/raft/state';
import { Dice, setupFrom, wander } from './schedules';

// From any state that a schedule left: once the network is quiet, a majority is up and one timer fires at a time, a leader
// is elected and a put commits, within a number of steps that depends only on the sizes.

const RUNS = Number(process.env['LIVENESS_RUNS'] ?? 300);
const SEED = Number(process.env['SCHEDULE_SEED'] ?? Date.now() % 2 ** 31);

/** A world, and how many single acts it took. */
class Quiet {
  acts = 0;

  constructor(public world: World) {}

  do(action: Action): this {
    const result = step(this.world, action);
    if (!result.ok) throw new Error(`${JSON.stringify(action)}: ${result.error}`);
    this.acts += result.world.step - this.world.step;
    this.world = result.world;
    return this;
  }

  settle = (): this => this.do({ action: 'settle', limit: 50_000 });

  get nodes(): RaftState[] {
    return Object.values(this.world.nodes) as RaftState[];
  }

  get up(): RaftState[] {
    return this.nodes.filter(({ alive }) => alive);
  }

  /** The leader of the latest term, if it is up and a majority follows it. */
  get leader(): RaftState | undefined {
    const term = Math.max(...this.nodes.map(({ currentTerm }) => currentTerm));
    return this.up.find((node) => node.role === 'leader' && node.currentTerm === term);
  }
}

/** Heals the network, restarts nodes until just a majority is up (or more, if more are), and delivers everything. */
function calmDown(world: World, dice: Dice): Quiet {
  const quiet = new Quiet(world).do({ action: 'heal' });
  const majority = Math.floor(quiet.nodes.length / 2) + 1;
  while (quiet.up.length < majority) {
    const down = quiet.nodes.filter(({ alive }) => !alive);
    quiet.do({ action: 'restart', node: dice.of(down)?.id ?? '' });
  }
  return quiet.settle();
}

/** Fires one timer after another until a node leads. Returns how many it took. */
function elect(quiet: Quiet): number {
  const order = quiet.up.map(({ id }) => id);
  for (let timeouts = 0; ; timeouts++) {
    if (quiet.leader) return timeouts;
    const node = order[timeouts % order.length] ?? '';
    const old = quiet.up.some(({ id, role }) => id === node && role === 'leader');
    quiet.do({ action: old ? 'heartbeat' : 'timeout', node }).settle();
    if (timeouts > 2 * order.length) throw new Error(`no leader after ${timeouts} timers`);
  }
}

const CLIENT = 'c1';

/** The client asks the leader for a put, after its outstanding request is settled. */
function put(quiet: Quiet, key: string): void {
  const to = quiet.leader?.id ?? '';
  if (quiet.world.clients[CLIENT]?.waiting) quiet.do({ action: 'retry', client: CLIENT, to }).settle();
  expect(quiet.world.clients[CLIENT]?.waiting).toBe(false);
  quiet.do({ action: 'request', client: CLIENT, op: 'put', key, value: 'new', to }).settle();
}

describe('liveness', () => {
  it(
    `a leader is elected and a put commits, from ${RUNS} states that schedules left`,
    { timeout: 10 * 60_000 },
    () => {
      console.log(`SCHEDULE_SEED=${SEED}`);
      let timers = 0;
      fc.assert(
        fc.property(fc.noShrink(fc.noBias(fc.nat(2 ** 31 - 1))), (seed) => {
          const dice = new Dice(seed);
          const drawn = setupFrom(dice);
          const setup = { ...drawn, numClients: Math.max(1, drawn.numClients) };
          const { world } = wander(start({ setup, steps: [] }), dice, 20 + dice.below(180));
          const quiet = calmDown(world, dice);
          const up = quiet.up.length;

          quiet.acts = 0;
          const fired = elect(quiet);
          expect(fired).toBeLessThanOrEqual(2 * up);
          timers = Math.max(timers, fired);
          const { id, currentTerm } = quiet.leader as RaftState;

          // If an earlier leader's messages were lost, a heartbeat repeats them.
          quiet.do({ action: 'heartbeat', node: id }).settle();
          put(quiet, 'fresh');
          const leader = quiet.nodes.find((node) => node.id === id) as RaftState;
          expect(leader).toMatchObject({ role: 'leader', currentTerm });
          const at = leader.log.findLastIndex((entry) => entry.key === 'fresh') + 1;
          expect(at).toBeGreaterThan(0);
          expect(leader.commitIndex).toBeGreaterThanOrEqual(at);
          expect(leader.lastApplied).toBe(leader.commitIndex);
          expect(leader.store['fresh']).toBe('new');
          expect(quiet.world.clients[CLIENT]?.history.findLast(({ key }) => key === 'fresh')?.result).toBe(
            'ok',
          );

          // The bound: a timer's election is a request and an answer for each node; a leader repairs each log one refusal
          // at a time; and each request (clients send their own as well) goes to all, is answered, and is notified to all.
          const { numNodes, numClients, requestsPerClient } = setup;
          const longest = Math.max(...quiet.nodes.map(({ log }) => log.length));
          const requests = numClients * (requestsPerClient + 2) + 2;
          const bound = 4 * numNodes * (2 * up + longest + requests + 4) + 4 * requests;
          expect(quiet.acts).toBeLessThanOrEqual(bound);

          // Then all nodes that are up reach the same state.
          quiet.do({ action: 'heartbeat', node: id }).settle().do({ action: 'heartbeat', node: id }).settle();
          const final = quiet.nodes.find((node) => node.id === id) as RaftState;
          for (const node of quiet.up) {
            expect(node.log).toEqual(final.log);
            expect(node.commitIndex).toBe(final.commitIndex);
            expect(node.store).toEqual(final.store);
          }
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure: true },
      );
      expect(timers).toBeGreaterThan(0);
    },
  );

  it('with only half of the nodes up nobody is elected, and nothing commits', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const dice = new Dice(seed);
      const drawn = setupFrom(dice);
      const { world } = wander(start({ setup: { ...drawn, nodes: [], numNodes: 4 }, steps: [] }), dice, 100);
      const quiet = new Quiet(world).do({ action: 'heal' });
      for (const { id, alive } of quiet.nodes) {
        const wanted = id === 'n1' || id === 'n2';
        if (wanted !== alive) quiet.do({ action: wanted ? 'restart' : 'crash', node: id });
      }
      quiet.settle();
      const before = quiet.nodes.map(({ id, role, currentTerm }) => ({ id, role, currentTerm }));
      const commits = Math.max(...quiet.nodes.map(({ commitIndex }) => commitIndex));
      for (let i = 0; i < 8; i++) {
        const node = quiet.up[i % 2] as RaftState;
        quiet.do({ action: node.role === 'leader' ? 'heartbeat' : 'timeout', node: node.id }).settle();
      }
      const elected = quiet.nodes.filter(
        ({ id, role, currentTerm }) =>
          role === 'leader' &&
          !before.some((b) => b.id === id && b.role === 'leader' && b.currentTerm === currentTerm),
      );
      expect(elected).toEqual([]);
      expect(Math.max(...quiet.nodes.map(({ commitIndex }) => commitIndex))).toBe(commits);
    }
  });
});
