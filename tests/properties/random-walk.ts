/** Runs of any system by random acts from all that can be done. */
import fc from 'fast-check';
import { enabled, start, step, type Action, type World } from '../../src/lib/index';
import type { Setup } from '../../src/lib/protocol/setup';
import { BUGS as paxosBugs } from '../../src/lib/systems/multipaxos/bug-texts';
import { BUG_NAMES } from '../../src/lib/systems/raft/bugs';
import { setupOf } from '../paper/bench';
import { Dice } from './schedules';

const PAXOS_BUGS = paxosBugs.map(({ name }) => name);

/** A set-up of some system, with some of its options and perhaps a bug. */
export const anySystem: fc.Arbitrary<Setup> = fc
  .record({
    system: fc.constantFrom('raft', 'raft', 'multipaxos', 'single', 'gossip'),
    numNodes: fc.integer({ min: 1, max: 4 }),
    numClients: fc.integer({ min: 0, max: 2 }),
    requestsPerClient: fc.integer({ min: 0, max: 2 }),
    keys: fc.constantFrom(['a'], ['a', 'b']),
    seed: fc.nat(1000),
    raft: fc.record({
      replication: fc.constantFrom('synchronous' as const, 'pipelined' as const),
      commitNotification: fc.boolean(),
      leaderNoop: fc.boolean(),
      clientSessions: fc.boolean(),
      bugs: fc.subarray([...BUG_NAMES], { maxLength: 1 }),
    }),
    paxosBugs: fc.subarray(PAXOS_BUGS, { maxLength: 1 }),
  })
  .map(({ paxosBugs: bugs, ...given }) => {
    const setup = setupOf(given);
    const multipaxos = { numAcceptors: 3, numReplicas: 1, bugs };
    return { ...setup, options: { ...setup.options, multipaxos } };
  });

/** Client requests and partitions, which `enabled` leaves out. */
export function openEnded(world: World): Action[] {
  const nodes = Object.keys(world.nodes);
  const requests = Object.values(world.clients).flatMap(({ id, waiting }) =>
    waiting
      ? []
      : nodes.map((to): Action => ({ action: 'request', client: id, op: 'put', key: 'a', value: '7', to })),
  );
  return [...requests, { action: 'partition', groups: [nodes.slice(0, 1), nodes.slice(1)] }];
}

/** The worlds of a run of this many acts, mostly deliveries. */
export function walk(setup: Setup, seed: number, acts: number): World[] {
  const dice = new Dice(seed);
  const worlds = [start({ setup, steps: [] })];
  for (let i = 0; i < acts; i++) {
    const world = worlds.at(-1) as World;
    const all = [...enabled(world), ...openEnded(world)];
    const deliveries = all.filter(({ action }) => action === 'deliver');
    const action = dice.of(deliveries.length > 0 && dice.chance(0.7) ? deliveries : all) as Action;
    const result = step(world, action);
    if (!result.ok) throw new Error(`${JSON.stringify(action)}: ${result.error}`);
    worlds.push(result.world);
  }
  return worlds;
}
