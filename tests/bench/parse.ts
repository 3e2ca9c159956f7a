/** One cold parse in a fresh process: `npm run bench:parse` starts one for each kind of file and prints the times. */
import { parseScenario } from '../../src/lib/scenario/parse';
import { BIG_FILES } from './big-files';

const kind = process.argv[2];
if (kind === undefined) {
  process.stdout.write(JSON.stringify(Object.keys(BIG_FILES)));
} else {
  const text = (BIG_FILES[kind] as () => string)();
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const read = parseScenario(text);
  const ms = performance.now() - wall;
  const { user, system } = process.cpuUsage(cpu);
  const errors = read.ok ? 0 : read.errors.length;
  process.stdout.write(JSON.stringify({ ms, cpuMs: (user + system) / 1000, errors }));
}
