import { onBuiltSite } from './built-site.js';

// npm run bench:load: how long a page of the built site blocks a phone while it loads, as Lighthouse simulates it, but in
// processor time, so that other work on the machine hardly counts: the time of each task times four, and of that the part
// above 50 ms, from the first paint on.

const RUNS = 6;
const SLOWER = 4;
const BLOCKS_FROM_MS = 50;
const PAGES = ['', 'lab/', 'compare/', 'rules/'];
const PHONE = {
  viewport: { width: 412, height: 823 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
};

await onBuiltSite(async (browser, url) => {
  for (const path of PAGES) {
    await load(browser, url + path);
    const runs = [];
    for (let i = 0; i < RUNS; i++) runs.push(await load(browser, url + path));
    const told = (/** @type {'blocked' | 'all'} */ what) => {
      const sorted = runs.map((run) => Math.round(run[what])).sort((a, b) => a - b);
      return `${String(sorted[(RUNS - 1) >> 1]).padStart(5)} (${sorted[0]} to ${sorted.at(-1)})`;
    };
    console.log(`/${path}`.padEnd(10), 'blocked ms', told('blocked'), 'all tasks ms', told('all'));
  }
});

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address of a page
 */
async function load(browser, address) {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: 'block' });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  /** @type {any[]} */
  const events = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  const traced = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve));
  const categories = 'devtools.timeline,disabled-by-default-devtools.timeline,loading,blink.user_timing';
  await client.send('Tracing.start', { categories, transferMode: 'ReportEvents' });
  await page.goto(address, { waitUntil: 'load' });
  // Everything that loads by itself has loaded and run.
  await page.waitForTimeout(2500);
  await client.send('Tracing.end');
  await traced;
  await context.close();
  const began = events.find(
    ({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL?.startsWith(address),
  );
  const painted = events.find(({ name }) => name === 'firstContentfulPaint');
  const tasks = events.filter(
    ({ name, ph, tid, pid, ts }) =>
      name === 'RunTask' && ph === 'X' && tid === began.tid && pid === began.pid && ts >= began.ts,
  );
  let [blocked, all] = [0, 0];
  for (const { ts, dur, tdur = 0 } of tasks) {
    const ms = (tdur / 1000) * SLOWER;
    all += ms;
    if (ts + dur > painted.ts) blocked += Math.max(0, ms - BLOCKS_FROM_MS);
  }
  return { blocked, all };
}
