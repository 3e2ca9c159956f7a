import { explore } from '../../src/lib/scenario/explore';
import { parseScenario } from '../../src/lib/scenario/parse';
import { checkSafety, play } from '../../src/lib/scenario/run';
import { BUG_NAMES } from '../../src/lib/systems/raft/bugs';
const only = process.argv[2]?.split(',') ?? BUG_NAMES;
const opts = JSON.parse(process.argv[3] ?? '{}');
const setup = process.argv[4] ?? 'num_nodes=3\nnum_clients=1\nrequests_per_client=0\n';
const raft = process.argv[5] ?? '';
for (const bug of only) {
  const r = parseScenario(`${setup}\n[raft]\n${raft}\nbugs=[${bug ? `"${bug}"` : ''}]\n`);
  if (!r.ok) throw new Error(JSON.stringify(r.errors));
  const c0 = process.cpuUsage().user;
  const res = explore(r.scenario, { goal: { violation: 'any' }, states: 3000000, ...opts });
  const cpu = (process.cpuUsage().user - c0) / 1e6;
  let what = '';
  if (res.found) {
    const run = play(res.found);
    what =
      run.failure?.message ??
      checkSafety(run.worlds)
        .map((v) => v.invariant)
        .join();
  }
  console.log(
    bug.padEnd(24),
    res.stoppedBy,
    'len',
    res.length,
    'states',
    res.states,
    'depth',
    res.depth,
    'cpu',
    cpu.toFixed(2),
    what,
  );
}
