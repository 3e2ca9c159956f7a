import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { bundle } from './bundle.js';
import { ROOT } from './run.js';

// npm run bench:core: how many messages a second the core delivers by virtual time (one client puts 50 times, heartbeats among them; no checks, no
// page), and how long linearizability takes. `-- FOLDER` measures another checkout of this project too, in turn with this one, three times each;
// the best of the three counts. Processor seconds, one fresh process for each.

const sources = [ROOT, ...process.argv.slice(2).map((folder) => resolve(folder))];
const files = [];
for (const [i, source] of sources.entries())
  files.push(await bundle('tests/bench/core.ts', join(ROOT, 'reports', `bench-core-${i}`), source));

/** @param {string} what @param {number} size @param {(result: any) => number} read */
function measure(what, size, read) {
  /** @type {number[][]} */
  const all = files.map(() => []);
  for (let turn = 0; turn < 3; turn++)
    for (const [i, file] of files.entries())
      all[i]?.push(
        read(JSON.parse(execFileSync(process.execPath, [file, what, String(size)], { encoding: 'utf8' }))),
      );
  return all;
}

/** @param {string} name @param {readonly string[]} values */
const line = (name, values) =>
  console.log(name.padEnd(30) + values.map((value) => value.padStart(14)).join(''));

line(
  '',
  sources.map((source, i) => (i === 0 ? 'this' : source.slice(-12))),
);
for (const nodes of [3, 5, 9, 25]) {
  const rates = measure('deliver', nodes, ({ rate }) => rate);
  line(
    `${nodes} nodes, deliveries a second`,
    rates.map((all) => Math.round(Math.max(...all)).toLocaleString('en')),
  );
}
for (const count of [100, 1000, 10_000]) {
  const times = measure('linearizable', count, ({ seconds }) => seconds);
  line(
    `${count} operations, ms`,
    times.map((all) => (1000 * Math.min(...all)).toFixed(1)),
  );
}
