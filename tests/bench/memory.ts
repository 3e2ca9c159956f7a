/**
 * Grows a timeline as the lab does, with the checks on, and prints how much memory it takes: `npm run bench:memory`, one
 * process for each.
 */
import { watch } from '../systems';
import { nodesOf } from '../../src/lib/checks/raft/node';
import type { CheckState } from '../../src/lib/checks/violation';
import { DEFAULT_SCENARIO, DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { act, type Act } from '../../src/lib/sim/act';
import { CALM, playedAct, type Chaos } from '../../src/lib/sim/chaos';
import { open } from '../../src/lib/run/opening';
import { grow, here, type Tree } from '../../src/lib/run/tree';
import type { World } from '../../src/lib/sim/world';

const ROUGH: Chaos = { loss: 0.05, duplication: 0.05, reordering: 0.1, crashes: 0.01 };

/** Play's next act, or about every tenth step a request of an idle client. */
function nextAct(world: World, chaos: Chaos): Act {
  const idle = Object.values(world.clients).find(({ waiting }) => !waiting);
  const { step } = world;
  if (idle && world.clientsBegan && step % 8 === 0) {
    const [op, key] = [
      (['put', 'get', 'delete'] as const)[step % 3] ?? 'get',
      'abcde'.charAt((step >> 3) % 5),
    ];
    const asked = { action: 'request', client: idle.id, op, key } as const;
    return op === 'put' ? { ...asked, value: `v${step % 97}` } : asked;
  }
  const waiting = Object.values(world.clients).find((client) => client.waiting);
  if (waiting && step % 40 === 0) return { action: 'retry', client: waiting.id };
  return playedAct(world, chaos) ?? { action: 'timeout', node: 'n1' };
}

const collect = (globalThis as { gc?: () => void }).gc as () => void;
/** Weak references are only released between two jobs, as between two steps in the lab. */
const jobEnds = () => new Promise((done) => setImmediate(done));

async function heap(): Promise<number> {
  for (let times = 0; times < 3; times++) {
    await jobEnds();
    collect();
  }
  return process.memoryUsage().heapUsed;
}

/** A timeline of this many steps. */
async function grown(steps: number, chaos: Chaos): Promise<Tree<CheckState>> {
  const system = systemOf(DEFAULT_SETUP);
  let timeline = open(system, DEFAULT_SCENARIO).tree;
  for (let i = 0; i < steps; i++) {
    if (i % 100 === 99) await jobEnds();
    const { world, seen } = here(timeline);
    const done = nextAct(world, chaos);
    const progress = act(system, world, done);
    timeline = grow(timeline, { ...progress, act: done, seen: watch(seen, world, progress.world) });
  }
  return timeline;
}

const [steps, weather] = [Number(process.argv[2]), process.argv[3]];
const chaos = weather === 'rough' ? ROUGH : CALM;
/** Grow once first, so that the engine's memory for the program itself is not counted. */
await grown(3000, chaos);
const before = await heap();
const began = process.cpuUsage();
const timeline = await grown(steps, chaos);
const { user, system } = process.cpuUsage(began);
const bytesPerStep = ((await heap()) - before) / steps;
const log = Math.max(...nodesOf(here(timeline).world).map(({ log: entries }) => entries.length));
const tried = performance.now();
for (let at = 0; at < 100; at++) {
  await jobEnds();
  void timeline.moments.at(Math.floor((steps * at) / 100))?.world;
}
const jumpMs = (performance.now() - tried) / 100;
const microsPerStep = (user + system) / steps;
console.log(JSON.stringify({ steps, weather, bytesPerStep, microsPerStep, jumpMs, log }));
