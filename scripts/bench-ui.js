import { loadavg } from 'node:os';
import { onBuiltSite } from './built-site.js';

// npm run bench:ui: how fast the lab is with a long history: the built site in headless Chromium. Prints a table. paint:
// from the key press (or the input) until the frame with its effect has been painted, milliseconds of the clock. script:
// the JavaScript that ran for it, milliseconds of processor time, so that other work on the machine hardly counts.

/** Steps of history (a run ends at act 10,000, and the measured steps come after these), and the number of repetitions. */
const HISTORIES = [1_000, 9_800];
const TIMES = 60;
const FIRST = 20;
const SCROLL_FRAMES = 240;
const SCROLL_PIXELS_PER_FRAME = 90;

await onBuiltSite(async (browser, url) => {
  console.log(`5 nodes, 3 clients; load average ${loadavg()[0]?.toFixed(1)}; milliseconds\n`);
  console.log('history | what                          | paint p50 | paint p95 | script p50 | script p95');
  console.log('------: | ----------------------------- | --------: | --------: | ---------: | ---------:');
  for (const steps of HISTORIES) await measure(browser, url, steps);
});

/**
 * A run of about this many steps: heartbeats among client requests, with messages in flight at its end.
 * @param {number} steps
 */
function history(steps) {
  const pair = '[[step]]\naction = "heartbeat"\nnode = "n1"\n[[step]]\naction = "next"\ncount = 12\n';
  const start = '[[step]]\naction = "next"\ncount = 40\n';
  const pairs = Math.round((steps - 40) / 13);
  return `num_nodes = 5\nnum_clients = 3\nrequests_per_client = 100\n${start}${pair.repeat(pairs)}`;
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} url of the site
 * @param {number} steps
 */
async function measure(browser, url, steps) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.addInitScript(watchPaints);
  await page.goto(`${url}lab/`);
  await page.waitForURL(/[#&]step=\d/);
  const buffer = Buffer.from(history(steps));
  const metrics = await processorTime(page);
  const open = await metrics();
  await page
    .getByLabel('TOML file')
    .setInputFiles({ name: 'history.toml', mimeType: 'application/toml', buffer });
  const slider = page.getByRole('slider', { name: 'Step' });
  await page.waitForFunction((least) => {
    return Number(document.querySelector('input[type="range"]')?.getAttribute('max')) > least;
  }, steps * 0.9);
  const diagram = page.getByRole('group', { name: 'Space-time diagram' });
  // At this size five rows leave no room for the views, so the diagram is opened, to be drawn at each step.
  if (!(await diagram.isVisible())) await page.getByRole('button', { name: 'Diagram' }).click();
  await diagram.waitFor();
  await page.waitForTimeout(1500);
  // Wait until the site is stored for offline use, which happens once, some seconds after the page has loaded.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  row(steps, 'open the file (once)', [], [(await metrics()) - open]);

  const press = (/** @type {string} */ key) => () => page.keyboard.press(key);
  /** @param {number} to */
  const slide = (to) =>
    slider.evaluate((it, value) => {
      const input = /** @type {HTMLInputElement} */ (it);
      input.value = String(value);
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }, to);

  /**
   * @param {string} what
   * @param {(i: number) => Promise<unknown>} act
   */
  const repeat = async (what, act, times = TIMES) => {
    const paints = [];
    const scripts = [];
    for (let i = 0; i < times; i++) {
      const before = await metrics();
      await act(i);
      paints.push(await page.evaluate(() => /** @type {any} */ (window).painted));
      scripts.push((await metrics()) - before);
    }
    row(steps, what, paints, scripts);
  };

  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
  await page.keyboard.press('End');
  await repeat('the first new steps, code still cold', press('n'), FIRST);
  await repeat('Next at the end: a new step', press('n'));
  await page.waitForTimeout(600);
  const last = Number(await slider.getAttribute('max'));
  await slide(Math.floor(last / 2));
  await repeat('Next along the history', press('n'));
  await repeat('Back along the history', press('p'));
  const random = dice(steps);
  await repeat('jump to a random step', () => slide(Math.floor(random() * last)));
  await repeat('scrub from start to end', (i) => slide(Math.round((i / (TIMES - 1)) * last)));
  await slide(Math.floor(last / 3));
  await repeat(
    'act in the past: a new branch',
    async () => {
      await press('p')();
      await page.evaluate(() => /** @type {any} */ (window).painted);
      await page
        .getByRole('button', { name: /^Deliver/ })
        .nth(1)
        .click();
    },
    10,
  );
  await scroll(page, steps);
  await page.close();
}

/**
 * @param {import('playwright-core').Page} page
 * @param {number} steps
 */
async function scroll(page, steps) {
  await page.keyboard.press('Home');
  await page.waitForTimeout(600);
  const metrics = await processorTime(page);
  const before = await metrics();
  const frames = await page.getByRole('group', { name: 'Space-time diagram' }).evaluate(
    (it, { count, pixels }) =>
      new Promise((resolve) => {
        /** @type {number[]} */
        const times = [];
        let last = performance.now();
        const next = () => {
          const now = performance.now();
          times.push(now - last);
          last = now;
          it.scrollLeft += pixels;
          if (times.length < count) requestAnimationFrame(next);
          else resolve(times);
        };
        requestAnimationFrame(next);
      }),
    { count: SCROLL_FRAMES, pixels: SCROLL_PIXELS_PER_FRAME },
  );
  const script = ((await metrics()) - before) / SCROLL_FRAMES;
  row(steps, 'frames while scrolling (mean script)', /** @type {number[]} */ (frames), [script]);
}

/** In the page: `painted` settles once the frame after the last key press or input has been painted. */
function watchPaints() {
  for (const type of ['keydown', 'input', 'click']) {
    addEventListener(
      type,
      ({ timeStamp }) => {
        /** @type {any} */ (window).painted = new Promise((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - timeStamp);
            port2.postMessage(null);
          });
        });
      },
      { capture: true },
    );
  }
}

/**
 * @param {import('playwright-core').Page} page
 * @returns {Promise<() => Promise<number>>} how long JavaScript has run, in milliseconds of processor time
 */
async function processorTime(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? NaN);
  };
}

/** @param {number} seed */
function dice(seed) {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/**
 * @param {readonly number[]} list
 * @param {number} share
 */
function quantile(list, share) {
  if (list.length === 0) return '';
  const sorted = [...list].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1);
  return /** @type {number} */ (sorted[at]).toFixed(1);
}

/**
 * @param {number} steps
 * @param {string} what
 * @param {readonly number[]} paints
 * @param {readonly number[]} scripts
 */
function row(steps, what, paints, scripts) {
  const cells = [
    String(steps).padStart(7),
    what.padEnd(29),
    quantile(paints, 0.5).padStart(9),
    quantile(paints, 0.95).padStart(9),
    quantile(scripts, 0.5).padStart(10),
    quantile(scripts, 0.95).padStart(10),
  ];
  console.log(cells.join(' | '));
}
