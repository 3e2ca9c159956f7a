import { describe, expect, it } from 'vitest';
import { checkSafety, inspect, start, step, type World } from '../../src/lib/index';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { CALM, playedAct, type Chaos } from '../../src/lib/sim/chaos';

// Play, in virtual time: when faults have stopped, all nodes reach the same state by their timers alone. In Raft followers
// learn from heartbeats; in MultiPaxos replicas learn from the last commit, which the leader's retry timer repeats.

const ROUGH: Chaos = { loss: 0.15, duplication: 0.05, reordering: 0.2, crashes: 0.01 };
const RUNS = Number(process.env['LIVENESS_RUNS'] ?? 40);

function played(before: World, chaos: Chaos, acts: number): World {
  let world = before;
  for (let i = 0; i < acts; i++) {
    const act = playedAct(world, chaos);
    if (act === null) return world;
    const result = step(world, act);
    if (!result.ok) throw new Error(`${JSON.stringify(act)}: ${result.error}`);
    world = result.world;
  }
  return world;
}

/** Plays without faults for this many milliseconds of virtual time. */
function calm(before: World, ms: number): World {
  let world = before;
  while (world.now < before.now + ms) {
    const next = played(world, CALM, 1);
    if (next === world) return world;
    world = next;
  }
  return world;
}

function restartAll(before: World): World {
  let world = before;
  for (const { id, alive } of Object.values(before.nodes)) {
    const result = alive ? null : step(world, { action: 'restart', node: id });
    if (result?.ok) world = result.world;
  }
  return world;
}

/** With a no-op a new leader of Raft can commit inherited entries even if no client asks for anything (§5.4.2, §8). */
const options = { ...DEFAULT_SETUP.options, raft: { ...DEFAULT_SETUP.options['raft'], leaderNoop: true } };

/** The nodes that must agree in the end. */
const learners = (world: World) =>
  inspect(world)
    .nodes.filter(({ role }) => !['acceptor', 'idle', 'preparing'].includes(role))
    .map(({ id, lastApplied, store }) => ({ id, lastApplied, store }));

describe.each(['raft', 'multipaxos'])('%s', (system) => {
  it('Play without faults after one with faults brings every node up to date', () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const setup = { ...DEFAULT_SETUP, system, seed, numClients: 2, requestsPerClient: 3, options };
      const rough = played(start({ setup, steps: [] }), ROUGH, 150);
      const world = calm(restartAll(rough), 3_000);
      const [first, ...others] = learners(world);
      expect(first, `seed ${seed}`).toBeDefined();
      for (const other of others) expect(other, `seed ${seed}`).toEqual({ ...first, id: other.id });
      expect(checkSafety([world])).toEqual([]);
    }
  });

  it('a run without faults elects a leader, answers every client and brings every node up to date', () => {
    for (let seed = 1; seed <= RUNS; seed++) {
      const setup = { ...DEFAULT_SETUP, system, seed, numClients: 2, requestsPerClient: 3, options };
      const world = calm(start({ setup, steps: [] }), 3_000);
      expect(Object.values(world.clients).map(({ history }) => history.length)).toEqual([3, 3]);
      expect(Object.values(world.clients).some(({ waiting }) => waiting)).toBe(false);
      expect(new Set(learners(world).map(({ lastApplied }) => lastApplied)).size).toBe(1);
    }
  });
});

it('a replica that missed the very last commit, so that it has no gap, learns it from the retry timer', () => {
  const setup = { ...DEFAULT_SETUP, system: 'multipaxos', numClients: 1, requestsPerClient: 1 };
  let world = start({ setup, steps: [] });
  for (let dropped = false; !dropped;) {
    const result = step(world, { action: 'drop', message: 'Commit', to: 'r2' });
    dropped = result.ok;
    world = result.ok ? result.world : played(world, CALM, 1);
  }
  expect(inspect(calm(world, 5)).nodes.at(-1)).toMatchObject({ id: 'r2', lastApplied: 0 });
  expect(inspect(calm(world, 200)).nodes.at(-1)).toMatchObject({ id: 'r2', lastApplied: 1 });
});
