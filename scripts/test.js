import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium, HOW_TO_GET_CHROMIUM, installChromium } from './chromium.js';
import { installPackages } from './install.js';
import { readCounts, readPlaywrightReport, readVitestReport } from './reports.js';
import { ROOT, run, runBeside } from './run.js';

// Runs all tests, also after a failure. The last line is the sum: `N passed, N failed`.

/** @typedef {import('./reports.js').Counts} Counts */
/** @typedef {Counts | boolean | string} Outcome a string says why it failed */

const REPORTS = join(ROOT, 'reports');
const VITEST_REPORT = join(REPORTS, 'vitest.json');
const PLAYWRIGHT_REPORT = join(REPORTS, 'playwright.json');
const ENGINES_REPORT = join(REPORTS, 'engines.json');
const FAILED = { passed: 0, failed: 1, skipped: 0 };
const PASSED = { passed: 1, failed: 0, skipped: 0 };

/** @type {(Counts & { name: string, seconds: number })[]} */
const results = [];

rmSync(REPORTS, { recursive: true, force: true });
if (installPackages()) {
  // Each of these has one thread, so they run side by side.
  await Promise.all([
    measure('format', () => scriptBeside('format:check')),
    measure('lint', () => scriptBeside('lint')),
    measure('types', () => scriptBeside('check')),
  ]);
  await measure('unit, property, component', unitTests);
  const built = await measure('build', () => script('build'));
  await measure('browser', () =>
    built ? browserTests() : 'The browser tests did not run: there is no build.',
  );
  await measure('Firefox, WebKit', () =>
    built ? engineTests() : 'Firefox and WebKit were not tried: there is no build.',
  );
} else {
  await measure('install', () => 'The packages could not be installed.');
}
const sum = report();
process.exitCode = sum.failed === 0 ? 0 : 1;

/**
 * Runs one part of the tests and records its result. A part without counts of its own counts as one test.
 * @param {string} name
 * @param {() => Outcome | Promise<Outcome>} part
 * @returns {Promise<boolean>} whether nothing failed
 */
async function measure(name, part) {
  console.log(`\n── ${name}`);
  const start = performance.now();
  const outcome = await part();
  if (typeof outcome === 'string') console.error(outcome);
  const counts = typeof outcome === 'object' ? outcome : outcome === true ? PASSED : FAILED;
  results.push({ name, ...counts, seconds: (performance.now() - start) / 1000 });
  return counts.failed === 0;
}

/** @param {string} name one of package.json's scripts */
function script(name) {
  return run('npm', ['run', '--silent', name]);
}

/** @param {string} name one of package.json's scripts */
async function scriptBeside(name) {
  const { ok, output } = await runBeside('npm', ['run', '--silent', name]);
  console.log(`\n── npm run ${name}\n${output.trimEnd()}`);
  return ok;
}

function unitTests() {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`];
  const ok = run('npm', ['run', '--silent', 'test:unit', '--', ...reporters]);
  return agreed(ok, readVitestReport(VITEST_REPORT));
}

function browserTests() {
  const browser = findChromium() ?? installChromium();
  if (browser === null) return HOW_TO_GET_CHROMIUM;
  const ok = run('npm', ['exec', '--no', '--', 'playwright', 'test'], { CHROME_PATH: browser });
  return agreed(ok, readPlaywrightReport(PLAYWRIGHT_REPORT));
}

/** If an engine is not available, its trials count as skipped, and that is printed. */
function engineTests() {
  const ok = run('npm', ['run', '--silent', 'test:engines']);
  return agreed(ok, readCounts(ENGINES_REPORT));
}

/**
 * A runner that failed without a failed test (no report, an error outside of tests) counts as one failure.
 * @param {boolean} ok whether the runner exited with success
 * @param {Counts | null} counts
 */
function agreed(ok, counts) {
  if (counts === null) return FAILED;
  return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function report() {
  console.log('');
  const total = { passed: 0, failed: 0 };
  for (const { name, passed, failed, skipped, seconds } of results) {
    total.passed += passed;
    total.failed += failed;
    const numbers = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
    console.log(`${name.padEnd(28)}${numbers.padEnd(36)}${seconds.toFixed(1).padStart(6)} s`);
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total;
}
