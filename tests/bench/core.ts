/** How fast the core is, without a page: prints JSON. `npm run bench:core` runs each in a fresh process. */
import { checkLinearizable } from '../../src/lib/checks/linearizability';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { raft } from '../../src/lib/scenario/systems/raft';
import { act } from '../../src/lib/sim/act';
import { begin } from '../../src/lib/sim/begin';
import { actOf, nextDue } from '../../src/lib/sim/scheduler';
import type { Operation } from '../../src/lib/kv/client';

const [what, size] = [process.argv[2], Number(process.argv[3])];

/** Seconds of the processor, for other work on the machine only adds to those of the clock. */
function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** The most acts that a run can have. */
const MOST_ACTS = 10_000;

/** So many puts by one client, then heartbeats alone, by virtual time. */
const PUTS = 50;
const DELIVERIES = 20_000;

function deliver(nodes: number, deliveries: number): void {
  const requests = Array.from(
    { length: PUTS },
    (_, i) => ({ op: 'put', key: `k${i}`, value: String(i) }) as const,
  );
  const setup = { ...DEFAULT_SETUP, numNodes: nodes, numClients: 1, clients: [{ id: 'c1', requests }] };
  const { world: start } = begin(raft, setup);
  let world = start;
  for (let done = 0; done < deliveries;) {
    if (world.step === MOST_ACTS) world = start;
    const due = nextDue(world);
    if (!due) throw new Error('nothing is due');
    if ('message' in due) done++;
    ({ world } = act(raft, world, actOf(due)));
  }
}

/** What four clients did to five keys, one operation after the other as far as an onlooker can tell, each overlapping the next ones. */
function history(count: number): Operation[] {
  const store = new Map<string, string>();
  return Array.from({ length: count }, (_, i): Operation => {
    const key = `k${(i * 7) % 5}`;
    const times = { client: `c${i % 4}`, call: 3 * i, return: 3 * i + 8 };
    const known = store.get(key);
    if (i % 3 === 0) {
      if (known !== undefined) {
        store.delete(key);
        return { ...times, op: 'delete', key, ok: true, result: 'ok' };
      }
      store.set(key, String(i));
      return { ...times, op: 'put', key, value: String(i), ok: true, result: 'ok' };
    }
    return known === undefined
      ? { ...times, op: 'get', key, ok: false, result: `key not found: ${key}` }
      : { ...times, op: 'get', key, ok: true, result: known };
  });
}

if (what === 'deliver') {
  deliver(size, DELIVERIES);
  const took = seconds(() => deliver(size, DELIVERIES));
  console.log(JSON.stringify({ rate: DELIVERIES / took }));
} else {
  const operations = history(size);
  checkLinearizable(history(50));
  const took = seconds(() => {
    const { ok } = checkLinearizable(operations);
    if (ok !== true) throw new Error(`the history is told to be ${ok}`);
  });
  console.log(JSON.stringify({ seconds: took }));
}
