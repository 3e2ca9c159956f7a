import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { bundle } from './bundle.js';
import { ROOT } from './run.js';

// npm run fuzz [-- CASES [SEED]]: malformed texts, links, stored trees and acts, CASES of each (20,000 by default), the
// same for the same seed. The outcomes are written into docs/reliability.md. It stops at the first case with a wrong
// outcome and prints its seed: FUZZ=1 FUZZ_SEED=… npx vitest run tests/properties/fuzz.test.ts runs that case alone.

const CASES = number(process.argv[2], 20_000);
const SEED = number(process.argv[3], 1);
const KINDS = ['texts', 'links', 'trees', 'acts'];
const FOLDER = join(ROOT, 'reports', 'fuzz');
const PAGE = join(ROOT, 'docs', 'reliability.md');
const BEGIN = '<!-- fuzz: written by npm run fuzz -->';
const END = '<!-- end of fuzz -->';

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const program = await bundle('tests/properties/fuzz-run.ts', FOLDER);
const began = performance.now();
const results = await Promise.all(KINDS.map(run));
if (results.every(Boolean)) {
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  const text = page(Number(seconds));
  const old = readFileSync(PAGE, 'utf8');
  const whole = `${old.slice(0, old.indexOf(BEGIN))}${BEGIN}\n\n${text}\n${old.slice(old.indexOf(END))}`;
  writeFileSync(PAGE, await format(whole, { ...(await resolveConfig(PAGE)), parser: 'markdown' }));
  console.log(`${text}\nWritten to docs/reliability.md.`);
} else {
  console.error('A case was not answered as it should be: it is above. The report is left as it was.');
  process.exitCode = 1;
}

/**
 * @param {string | undefined} text
 * @param {number} otherwise
 */
function number(text, otherwise) {
  const value = text === undefined ? otherwise : Number(text.replaceAll(/[_,]/g, ''));
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`npm run fuzz -- CASES SEED: expected whole numbers above 0, found ${text}`);
  process.exit(2);
}

/**
 * @param {string} kind
 * @returns {Promise<boolean>}
 */
function run(kind) {
  const args = [program, kind, String(CASES), String(SEED), join(FOLDER, `${kind}.json`)];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
  return new Promise((ended) => {
    child.on('error', () => ended(false));
    child.on('close', (code) => ended(code === 0));
  });
}

/** @param {number} seconds */
function page(seconds) {
  const date = new Date().toISOString().slice(0, 10);
  const counts = new Intl.NumberFormat('en');
  const rows = KINDS.flatMap((kind) =>
    Object.entries(JSON.parse(readFileSync(join(FOLDER, `${kind}.json`), 'utf8')))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([outcome, times]) => `| ${kind} | ${outcome} | ${counts.format(times)} |`),
  );
  return [
    `Measured on ${date} with \`npm run fuzz -- ${CASES} ${SEED}\`, in ${seconds} seconds: ${counts.format(CASES * KINDS.length)} cases.`,
    'Cases that threw, took more than 3 seconds of the processor (100 ms to read a link or a stored tree), or did something else than was asked: none.\n',
    '| kind | what came of it | cases |',
    '| --- | --- | ---: |',
    ...rows,
    '',
  ].join('\n');
}
