import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle.js';
import { ROOT } from './run.js';

// npm run bench:memory: how much memory a timeline of 5 nodes with the checks on takes, in bytes a step; the time of a
// step and of a jump. Each run has a fresh process. The limit is 5,000 bytes a step.

const file = await bundle('tests/bench/memory.ts', join(ROOT, 'reports', 'bench-memory'));
const rows = ['calm', 'rough'].flatMap((weather) =>
  [1000, 10_000].map((steps) => {
    const args = ['--expose-gc', file, String(steps), weather];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
  }),
);
console.log('steps  network  bytes a step  µs a step  ms a jump');
for (const { steps, weather, bytesPerStep, microsPerStep, jumpMs } of rows)
  console.log(
    String(steps).padStart(5) +
      weather.padStart(9) +
      bytesPerStep.toFixed(0).padStart(14) +
      microsPerStep.toFixed(0).padStart(11) +
      jumpMs.toFixed(1).padStart(11),
  );
if (rows.some(({ bytesPerStep }) => bytesPerStep > 5000)) process.exitCode = 1;
