import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKS } from '../tests/mutation/checks.js';
import { everyMutation, sample } from '../tests/mutation/operators.js';
import { EQUIVALENT, PARTS } from '../tests/mutation/parts.js';
import { RAFT } from '../tests/mutation/raft.js';
import { ROOT } from './run.js';

// npm run mutate [-- WORD]: makes one small change to the core at a time and checks whether a test fails. Each mutation of
// tests/mutation (or each whose file or text contains WORD) is tried in a copy of the project, two at a time, with the
// tests of its part. Prints the mutations that survive, and the share that were killed of those that change behaviour. The
// mutations of raft and checks are written by hand, and the command fails if one survives. For other parts a sample is
// generated from the code (tests/mutation/parts.js), the same for the same SEED, and the command fails if more than one in
// twenty survives.

/** @typedef {import('../tests/mutation/mutation.js').Mutation} Mutation */

const ORDERS = [
  ['tests/unit/checks/linearizability.test.ts', 'tests/unit/checks/register-logs.test.ts'],
  ['tests/properties/checks-linearizability.test.ts'],
];
/**
 * The tests that guard a file, by the beginning of its name: the nearest and quickest first; the next ones run if these
 * notice nothing. A run ends with its first failure.
 * @type {readonly (readonly [string, readonly (readonly string[])[]])[]}
 */
const TESTS = [
  [
    'systems/raft/',
    [
      ['tests/paper', 'tests/unit/machine.test.ts'],
      ['tests/golden', 'tests/unit/figures.test.ts'],
      ['tests/unit/checks/bugs.test.ts'],
    ],
  ],
  ['checks/history.ts', [['tests/unit/checks/replay.test.ts']]],
  ['checks/model.ts', ORDERS],
  ['checks/placement.ts', ORDERS],
  ['checks/search.ts', ORDERS],
  ['checks/round-robin.ts', ORDERS],
  [
    'checks/',
    [
      [
        'tests/unit/checks/safety.test.ts',
        'tests/unit/checks/details.test.ts',
        'tests/unit/checks/requests.test.ts',
      ],
      ['tests/unit/checks/bugs.test.ts', 'tests/unit/figures.test.ts'],
      ['tests/properties/checks.test.ts'],
    ],
  ],
];
const COPIED = ['src', 'static', 'tests', 'docs', 'package.json'];
const WORKERS = 2;
const LIMIT_MS = 120_000;

const word = process.argv[2] ?? '';
const SEED = Number(process.env['SEED'] ?? 1);
const made = PARTS.flatMap(({ files, not = [], count, tests }) => {
  const every = everyMutation(join(ROOT, 'src/lib'), files);
  const kept = every.filter(({ file }) => !not.some((name) => file.includes(name)));
  return sample(kept, count, SEED).map((mutation) => {
    const { file, breaks } = mutation;
    const why = EQUIVALENT.find(([where, line]) => where === file && breaks.includes(line))?.[2];
    return { ...mutation, tests, ...(why !== undefined && { equivalent: why }) };
  });
});
/** @type {Mutation[]} */
const known = [...RAFT, ...CHECKS, ...made];
const all = known.filter(({ file, breaks }) => `${file} ${breaks}`.includes(word));
for (const { file, search, breaks } of all) {
  const times = readFileSync(join(ROOT, 'src/lib', file), 'utf8').split(search).length - 1;
  if (times === 1) continue;
  console.error(`${file}: "${breaks}" is to replace what stands there ${times} times, not once:\n${search}`);
  process.exit(2);
}
const mutations = all.filter(({ equivalent }) => equivalent === undefined);
const began = performance.now();
const survivors = /** @type {Mutation[]} */ ([]);
let next = 0;
const copies = Array.from({ length: WORKERS }, copyProject);
try {
  // A test that fails without any mutation would count as a kill.
  for (const tests of new Set(all.flatMap(testsOf)))
    if (!(await pass(/** @type {string} */ (copies[0]), tests)))
      throw new Error(`Without any change, these fail already: ${tests.join(' ')}`);
  await Promise.all(copies.map(worker));
} finally {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
}
for (const { file, breaks, equivalent } of all)
  if (equivalent) console.log(`changes nothing: ${file}: ${breaks}: ${equivalent}`);
for (const { file, breaks, search, replace } of survivors)
  console.log(`SURVIVED ${file}: ${breaks}\n  - ${search}\n  + ${replace}`);
const killed = mutations.length - survivors.length;
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(
  `${killed} of ${mutations.length} mutations killed (${((100 * killed) / mutations.length).toFixed(0)} %), ` +
    `${all.length - mutations.length} more change nothing; ${seconds} seconds`,
);
const isMade = (/** @type {Mutation} */ { tests }) => tests !== undefined;
const tooMany = survivors.filter(isMade).length > mutations.filter(isMade).length / 20;
if (tooMany || survivors.some((one) => !isMade(one))) process.exitCode = 1;

/** @returns {string} the folder of a copy of everything that the tests need */
function copyProject() {
  const copy = mkdtempSync(join(tmpdir(), 'lockstep-mutate-'));
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/**
 * Tries one mutation after another.
 * @param {string} copy
 */
async function worker(copy) {
  for (let one = mutations[next++]; one; one = mutations[next++]) {
    const file = join(copy, 'src/lib', one.file);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(one.search, () => one.replace),
    );
    const survived = await passes(copy, one);
    if (survived) survivors.push(one);
    if (process.stdout.isTTY || survived)
      console.log(`${survived ? 'SURVIVED' : 'killed'} ${one.file}: ${one.breaks}`);
    writeFileSync(file, text);
  }
}

/**
 * @param {string} cwd
 * @param {Mutation} mutation
 * @returns {Promise<boolean>} whether all tests pass, so that the mutation survives
 */
async function passes(cwd, mutation) {
  for (const tests of testsOf(mutation)) if (!(await pass(cwd, tests))) return false;
  return true;
}

/**
 * @param {Mutation} mutation
 * @returns {readonly (readonly string[])[]}
 */
function testsOf({ file, tests }) {
  return tests ?? TESTS.find(([beginning]) => file.startsWith(beginning))?.[1] ?? [];
}

/**
 * @param {string} cwd
 * @param {readonly string[]} tests
 * @returns {Promise<boolean>}
 */
function pass(cwd, tests) {
  const program = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const options = ['--config', 'tests/mutation/vitest.config.js', '--bail', '1', '--reporter', 'dot'];
  const child = spawn(process.execPath, [program, 'run', ...options, ...tests], {
    cwd,
    stdio: 'ignore',
    timeout: LIMIT_MS,
  });
  return new Promise((done) => child.on('close', (code) => done(code === 0)));
}
