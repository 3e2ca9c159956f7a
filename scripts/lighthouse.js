import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium, HOW_TO_GET_CHROMIUM } from './chromium.js';
import { serve } from './serve.js';

// npm run lighthouse [-- PAGE…]: what Lighthouse makes of the pages of the built site, on its mobile preset, the median of three. Fails
// where a score is below what is aimed at. To be run on a machine that has nothing else to do.

const PAGES = ['', 'lab/', 'lessons/', 'lessons/electing-a-leader/', 'compare/', 'rules/'];
const RUNS = 3;
const PORT = 9222 + (process.pid % 1000);
/** @type {Readonly<Record<string, number>>} */
const AIMS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 95 };

const executablePath = findChromium();
if (executablePath === null) throw new Error(HOW_TO_GET_CHROMIUM);
const site = await serve('build');
const profile = mkdtempSync(join(tmpdir(), 'lockstep-lighthouse-'));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath,
  args: [...CHROMIUM_ARGS, `--remote-debugging-port=${PORT}`],
});
try {
  console.log(`| page | ${Object.keys(AIMS).join(' | ')} |`);
  console.log(`| --- |${' ---: |'.repeat(Object.keys(AIMS).length)}`);
  const asked = process.argv.slice(2);
  for (const page of asked.length > 0 ? asked : PAGES) {
    /** @type {Record<string, number>[]} */
    const runs = [];
    for (let i = 0; i < RUNS; i++) runs.push(await scoresOf(site.url + page));
    const scores = Object.keys(AIMS).map((name) => median(runs.map((run) => run[name] ?? 0)));
    console.log(`| /${page} | ${scores.join(' | ')} |`);
    if (Object.values(AIMS).some((aim, i) => (scores[i] ?? 0) < aim)) process.exitCode = 1;
  }
} finally {
  await browser.close();
  await site.close();
  rmSync(profile, { recursive: true, force: true });
}

/**
 * The score of each category, of a hundred.
 * @param {string} url
 */
async function scoresOf(url) {
  const result = await lighthouse(url, {
    port: PORT,
    output: 'json',
    logLevel: 'error',
    onlyCategories: Object.keys(AIMS),
  });
  const { categories, runtimeError } = result?.lhr ?? {};
  if (!categories || runtimeError) throw new Error(`${url}: ${runtimeError?.message ?? 'no result'}`);
  return Object.fromEntries(
    Object.entries(categories).map(([name, { score }]) => [name, Math.round(100 * (score ?? 0))]),
  );
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
