import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../scripts/serve.js';
import { startFirefox } from './firefox.js';
import { Site } from './site.js';
import { TRIALS } from './trials.js';
import { startWebKit } from './webkit.js';

// Tries the built site in the engines that the browser tests do not use. `npm run test:engines -- dialog`: only trials
// with that word.

const REPORT = 'reports/engines.json';
const ENGINES = { Firefox: startFirefox, WebKit: startWebKit };

/**
 * The first script of each page: it records all errors from then on. Firefox reports the preload of a module that is
 * already being fetched as an error; a missing module shows where it is imported.
 */
const NOTE_FAULTS = `
window.faults = [];
const note = (what) => void window.faults.push(what);
addEventListener('error', ({ message, target }) => {
  if (target.rel !== 'modulepreload') note('error: ' + (message ?? target.src ?? target.href));
}, true);
addEventListener('unhandledrejection', ({ reason }) => note('rejection: ' + reason));
addEventListener('securitypolicyviolation', (it) => note('policy: ' + it.violatedDirective + ' ' + it.blockedURI));
{
  const { error } = console;
  console.error = (...what) => {
    note('console: ' + what.join(' '));
    error(...what);
  };
}
`;

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const wanted = new RegExp(process.argv[2] ?? '');
const trials = Object.entries(TRIALS).filter(([name]) => wanted.test(name));
const counts = { passed: 0, failed: 0, skipped: 0 };

const folder = mkdtempSync(join(tmpdir(), 'lockstep-engines-'));
mkdirSync('reports', { recursive: true });
cpSync('build', folder, { recursive: true });
const theme = join(folder, 'theme.js');
writeFileSync(theme, NOTE_FAULTS + readFileSync(theme, 'utf8'));
const server = await serve(folder);

await Promise.all(Object.entries(ENGINES).map(([engine, start]) => tryEngine(engine, start)));

await server.close();
rmSync(folder, { recursive: true });
writeFileSync(REPORT, JSON.stringify(counts));
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/**
 * @param {string} engine
 * @param {() => Promise<import('./driver.js').Driver | null>} start
 */
async function tryEngine(engine, start) {
  const driver = await start().catch((error) => {
    console.log(`${engine} did not start: ${error.message}`);
    return null;
  });
  if (driver === null) {
    console.log(`${engine} was not tried: it cannot be had here.`);
    counts.skipped += trials.length;
    return;
  }
  const files = mkdtempSync(join(tmpdir(), 'lockstep-engine-'));
  const site = new Site(driver, server.url, files);
  for (const [name, trial] of trials) {
    const start = performance.now();
    const problem = await attempt(trial, site);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${problem === null ? '✓' : '✗'} ${driver.name}: ${name} (${seconds} s)`);
    if (problem !== null) console.log(`    ${problem}`);
    counts[problem === null ? 'passed' : 'failed'] += 1;
  }
  await driver.close();
  rmSync(files, { recursive: true });
}

/**
 * @param {(site: Site) => Promise<void>} trial
 * @param {Site} site
 * @returns {Promise<string | null>} what is wrong; null: nothing
 */
async function attempt(trial, site) {
  try {
    await trial(site);
    const faults = /** @type {string[]} */ (await site.faults());
    return faults.length === 0 ? null : faults.join('\n    ');
  } catch (error) {
    await site.driver.picture(`reports/${site.driver.name.split(' ')[0]}-failed.png`).catch(() => {});
    return error instanceof Error ? error.message : String(error);
  }
}
