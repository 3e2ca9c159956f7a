import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle.js';
import { ROOT } from './run.js';

// npm run bench:core: messages delivered in a second of processor time, by virtual time (one client, 20 puts, heartbeats among them; four runs of 5,000 deliveries), without checks.

const RUNS = 4;

const file = await bundle('tests/bench/core.ts', join(ROOT, 'reports', 'bench-core'));
console.log('nodes  deliveries a second');
for (const nodes of [3, 5, 9, 25]) {
  const out = execFileSync(process.execPath, [file, String(nodes), String(RUNS)], { encoding: 'utf8' });
  const { perSecond, unanswered } = JSON.parse(out);
  if (unanswered > 0) throw new Error(`of ${RUNS} clients, ${unanswered} have a put without an answer`);
  console.log(String(nodes).padStart(5) + String(perSecond).padStart(21));
}
