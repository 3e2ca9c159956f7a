import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle.js';
import { ROOT } from './run.js';

// npm run bench:parse: how long the slowest files that are accepted take to parse. They are just under 256 KiB, and each
// is the first that a fresh process parses (cold: nothing is compiled yet). The least of several processes, in
// milliseconds; other work on the machine only adds to it. The aim is 50, the limit 100.

const TIMES = 3;
const file = await bundle('tests/bench/parse.ts', join(ROOT, 'reports', 'bench-parse'));
/** @param {string[]} args */
const run = (...args) => JSON.parse(execFileSync(process.execPath, [file, ...args], { encoding: 'utf8' }));

const rows = run().map((/** @type {string} */ kind) => {
  const found = Array.from({ length: TIMES }, () => run(kind));
  const least = (/** @type {'ms' | 'cpuMs'} */ of) => Math.min(...found.map((one) => one[of]));
  return { kind, ms: least('ms'), cpuMs: least('cpuMs'), errors: found[0].errors };
});
rows.sort((/** @type {{ ms: number }} */ a, /** @type {{ ms: number }} */ b) => b.ms - a.ms);
console.log('   ms  cpu ms  errors  file');
for (const { kind, ms, cpuMs, errors } of rows)
  console.log(
    `${ms.toFixed(0).padStart(5)}${cpuMs.toFixed(0).padStart(8)}${String(errors).padStart(8)}  ${kind}`,
  );
if (rows.some(({ ms = 0 }) => ms > 100)) process.exitCode = 1;
