/**
 * Plays a run by virtual time, heartbeats among it, and prints how many messages were delivered in a second of the processor's time: `npm run bench:core`,
 * one process for each size.
 */
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { act } from '../../src/lib/sim/act';
import { begin } from '../../src/lib/sim/begin';
import { actOf, nextDue } from '../../src/lib/sim/scheduler';
import type { World } from '../../src/lib/sim/world';

const PUTS = 20;

/** Plays until so many messages have been delivered. */
function play(nodes: number, deliveries: number, seed: number): World {
  const requests = Array.from(
    { length: PUTS },
    (_, i) => ({ op: 'put', key: 'abcde'.charAt(i % 5), value: `v${i}` }) as const,
  );
  const setup = { ...DEFAULT_SETUP, seed, numNodes: nodes, numClients: 1, clients: [{ id: 'c1', requests }] };
  const system = systemOf(setup);
  let { world } = begin(system, setup);
  for (let delivered = 0; delivered < deliveries;) {
    const due = nextDue(world);
    if (due === null) throw new Error('nothing is due');
    world = act(system, world, actOf(due)).world;
    if ('message' in due) delivered++;
  }
  return world;
}

/** A run ends at act 10,000: so many deliveries fit into it, with the timers between them. */
const A_RUN = 5000;
const [nodes, runs] = [Number(process.argv[2]), Number(process.argv[3])];
play(nodes, A_RUN, 1000);
const began = process.cpuUsage();
const worlds = Array.from({ length: runs }, (_, seed) => play(nodes, A_RUN, seed));
const { user, system } = process.cpuUsage(began);
const seconds = (user + system) / 1e6;
const unanswered = worlds
  .flatMap(({ clients }) => Object.values(clients))
  .filter(({ history }) => history.filter(({ ok }) => ok !== undefined).length < PUTS);
console.log(
  JSON.stringify({ perSecond: Math.round((runs * A_RUN) / seconds), unanswered: unanswered.length }),
);
