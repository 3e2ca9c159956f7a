import { loadavg } from 'node:os';
import { onBuiltSite } from './built-site.js';

// npm run bench:bugs: how long the page /search takes in headless Chromium to find what each bug of the catalogues breaks, with the
// bounds that it offers for the bug: seconds of the clock from the press of Search until the result is shown. Prints a table, and
// fails if a search takes longer than a minute, or finds something without a bug, or nothing where docs/bugs.md says otherwise.

const LIMIT_S = 60;
/** The bugs that no search finds; docs/bugs.md says why. */
const NEVER = new Set(['raft/commit-beyond-match', 'raft/commit-unbounded']);

await onBuiltSite(async (browser, url) => {
  const first = await browser.newPage();
  await first.goto(`${url}search/`);
  const options = first.getByLabel('Begin with').locator('option');
  await options.first().waitFor({ state: 'attached' });
  const starts = await options.evaluateAll((all) =>
    all.map((one) => /** @type {HTMLOptionElement} */ (one).value).filter((one) => one.includes('/')),
  );
  if (starts.length === 0) throw new Error('the page offers no bug');
  const cores = await first.evaluate(() => navigator.hardwareConcurrency);
  console.log(`${cores} cores, load average ${loadavg()[0]?.toFixed(1)}\n`);
  console.log('| bug | seconds | found | looked at |');
  console.log('| --- | ------: | ----- | --------- |');
  for (const start of starts) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.goto(`${url}search/#${start}`);
    await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
    const began = performance.now();
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    const ending = page.getByRole('region', { name: 'What was found' });
    await ending.waitFor({ timeout: 3 * LIMIT_S * 1000 });
    const seconds = (performance.now() - began) / 1000;
    const found =
      (await ending.getByRole('heading').first().textContent())?.replace(/\s+/g, ' ').trim() ?? '';
    const figures = (await page.locator('.figures').textContent())?.replace(/\s+/g, ' ').trim();
    console.log(`| ${start} | ${seconds.toFixed(1)} | ${found} | ${figures} |`);
    await page.close();
    const isFound = found !== 'Nothing found';
    if (seconds > LIMIT_S || isFound === NEVER.has(start)) process.exitCode = 1;
  }
});
