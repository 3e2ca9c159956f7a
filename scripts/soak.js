import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { bundle } from './bundle.js';
import { ROOT } from './run.js';

// npm run soak [-- SCHEDULES [SEED [PROCESSES]]]: random schedules with every promise checked at every step, on all
// processors. What was tried is written into docs/reliability.md. By default 200,000 schedules of 200 steps. Ctrl+C stops
// it early and still writes the report of what was done until then, to the last thousand.

const SCHEDULES = number(process.argv[2], 200_000);
const SEED = number(process.argv[3], 1);
const STEPS = 200;
const SHARDS = Math.min(number(process.argv[4], availableParallelism()), SCHEDULES);
const FOLDER = join(ROOT, 'reports', 'soak');
const PAGE = join(ROOT, 'docs', 'reliability.md');
const BEGIN = '<!-- soak: written by npm run soak -->';
const END = '<!-- end of soak -->';

/** Why a rule cannot fire in a schedule of correct Raft. */
const NEVER = {
  'election-safety':
    'it is what a leader says that hears another leader of its own term, and Election Safety holds that there is none; bugs make it fire',
};

/**
 * @typedef {Record<string, number>} Counts
 * @typedef {{ schedules: number, steps: number, replays: number, begun: number,
 *   actions: Counts, rules: Counts, events: Counts, nodes: Counts, allRules: string[] }} Tally
 */

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const program = await bundle('tests/properties/soak.ts', FOLDER);
const begun = performance.now();
let stopped = false;
/** @type {import('node:child_process').ChildProcess[]} */
const children = [];
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => {
    stopped = true;
    for (const child of children) child.kill('SIGKILL');
  });
const results = await Promise.all(Array.from({ length: SHARDS }, (_, i) => shard(i)));
const seconds = (performance.now() - begun) / 1000;
const done = results.map((_, i) => join(FOLDER, `${i}.json`)).filter((file) => existsSync(file));
if (stopped ? done.length > 0 : results.every(Boolean)) {
  const text = page(merged(), seconds);
  const old = readFileSync(PAGE, 'utf8');
  const [before, after] = [old.indexOf(BEGIN), old.indexOf(END)];
  const whole = `${old.slice(0, before)}${BEGIN}\n\n${text}\n${old.slice(after)}`;
  writeFileSync(PAGE, await format(whole, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
  console.log(`${text}\nWritten to docs/reliability.md.`);
} else {
  const why = stopped
    ? 'Stopped before the first thousand.'
    : 'A schedule failed: its seed and scenario are above.';
  console.error(`${why} The report is left as it was.`);
  process.exitCode = 1;
}

/**
 * @param {string | undefined} text
 * @param {number} otherwise
 */
function number(text, otherwise) {
  const value = text === undefined ? otherwise : Number(text.replaceAll(/[_,]/g, ''));
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`npm run soak -- SCHEDULES SEED PROCESSES: expected whole numbers above 0, found ${text}`);
  process.exit(2);
}

/**
 * Runs every SHARDS-th schedule in a process of its own.
 * @param {number} i
 * @returns {Promise<boolean>}
 */
function shard(i) {
  const count = Math.floor(SCHEDULES / SHARDS) + (i < SCHEDULES % SHARDS ? 1 : 0);
  const args = [count, SEED + i, SHARDS, STEPS].map(String);
  const child = spawn(process.execPath, [program, ...args, join(FOLDER, `${i}.json`)], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  children.push(child);
  return new Promise((ended) => {
    child.on('error', () => ended(false));
    child.on('close', (code) => ended(code === 0));
  });
}

/** @returns {Tally} */
function merged() {
  const tallies = done.map((file) => JSON.parse(readFileSync(file, 'utf8')));
  return tallies.reduce((sum, tally) => add(sum, tally));
}

/**
 * @template T
 * @param {T} a
 * @param {T} b
 * @returns {T}
 */
function add(a, b) {
  if (typeof a === 'number') return /** @type {any} */ (a + Number(b ?? 0));
  if (Array.isArray(a) || typeof a !== 'object' || a === null) return a;
  const keys = new Set([...Object.keys(a), ...Object.keys(/** @type {object} */ (b))]);
  const [left, right] = /** @type {[any, any]} */ ([a, b]);
  const sums = [...keys].map((key) => [
    key,
    key in left && key in right ? add(left[key], right[key]) : (left[key] ?? right[key]),
  ]);
  return Object.fromEntries(sums);
}

/** @param {string} rule */
function whyNever(rule) {
  const why = /** @type {Record<string, string>} */ (NEVER)[rule];
  return why ? `\`${rule}\` (${why})` : `\`${rule}\``;
}

/**
 * @param {Tally} tally
 * @param {number} seconds
 */
function page(tally, seconds) {
  const { schedules, steps, replays, begun: fromMiddle, actions, rules, events, nodes, allRules } = tally;
  const said = (/** @type {number | undefined} */ n = 0) => n.toLocaleString('en');
  const never = allRules.filter((rule) => !rules[rule]);
  const rows = (/** @type {Counts} */ counts) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([name, n]) => `| \`${name}\` | ${said(n)} |`)
      .join('\n');
  const date = new Date().toISOString().slice(0, 10);
  const sizes = Object.keys(nodes).sort((a, b) => Number(a) - Number(b));
  const asked = [SCHEDULES, SEED, ...(process.argv[4] === undefined ? [] : [SHARDS])].join(' ');
  const early = stopped ? `, stopped after ${said(schedules)} schedules` : '';
  const on = SHARDS === 1 ? 'one processor' : `${SHARDS} processors`;
  return `Measured on ${date} with \`npm run soak -- ${asked}\`${early}, in ${seconds.toFixed(0)} seconds on ${on}.

- ${said(schedules)} schedules, of seeds from ${SEED} on; ${said(steps)} steps; every check at every step.
- Clusters of ${sizes[0]} to ${sizes.at(-1)} nodes; ${said(fromMiddle)} schedules began in the middle of another run.
- ${said(replays)} were written as TOML, read and played again, and gone back in: the same worlds each time.
- ${said(events['election-won'])} elections won, ${said(events['committed'])} times something committed, ${said(events['client-answered'])} answers to clients, ${said(events['message-lost'])} messages lost at crashed nodes.
- Promises broken: none.
- Rules that never fired: ${never.length === 0 ? 'none' : never.map(whyNever).join(', ')}.

What was injected:

| action | times |
| --- | ---: |
${rows(actions)}

Which rules fired, by their cards:

| rule | times |
| --- | ---: |
${rows(rules)}
`;
}
