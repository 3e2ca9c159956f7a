import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { unzipSync } from 'fflate';
import { serve } from '../../scripts/serve.js';

// The single file, as somebody opens it who has copied it from a stick: no host, no network.

// A megabyte of script is read anew with each page.
test.describe.configure({ timeout: 90_000 });

const FILE = 'build/lockstep.html';
const address = pathToFileURL(FILE).href;

const PLACES: readonly (readonly [string, string | RegExp, string | null])[] = [
  ['', 'Lockstep', null],
  ['#/lab/', 'Three nodes, one client, nothing asked yet', 'Step 0.'],
  ['#/lab/#example=bugs/vote-twice.toml&step=3', /\w/, 'Step 3.'],
  ['#/compare/#example=leader-crashes.toml&step=2', 'The leader crashes', 'Step 2.'],
  ['#/rules/', 'The rules', null],
  ['#/lessons/', 'Lessons', null],
  ['#/lessons/electing-a-leader/#stop=3', 'Electing a leader', 'Step '],
  ['#/challenges/', 'Challenges', null],
  ['#/challenges/two-leaders/', 'Two leaders at once', 'Step 0.'],
];

test(
  'every route and deep link opens from a file, and what is fetched elsewhere is in it',
  { tag: '@once' },
  async ({ page, context }) => {
    expect(existsSync(FILE), 'npm run build:single makes it').toBe(true);
    const faults: string[] = [];
    context.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
    context.on('weberror', (error) => faults.push(String(error.error())));
    for (const [place, heading, step] of PLACES) {
      await page.goto('about:blank');
      await page.goto(address + place);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      if (step !== null) await expect(page.getByTestId('live')).toContainText(step);
    }

    // From page to page, with a share link on the way.
    await page.goto('about:blank');
    await page.goto(address);
    await page.getByRole('link', { name: 'Open the lab' }).click();
    await expect(page.getByTestId('live')).toContainText('Step 0.');
    await page.keyboard.press('n');
    await page.waitForURL(/#\/lab\/#v1\.1\./);
    await page.reload();
    await expect(page.getByTestId('live')).toContainText('Step 1.');
    await page.getByRole('button', { name: 'Share' }).click();
    const field = page.getByRole('textbox', { name: 'Link to this step' });
    await expect(field).toHaveValue(/lockstep\.html#\/lab\/#v1\.1\./);
    const link = await field.inputValue();
    await page.goto('about:blank');
    await page.goto(link);
    await expect(page.getByTestId('live')).toContainText('Step 1.');

    // Workers have their code from the file, too.
    const views = page.getByRole('region', { name: 'Views' });
    await views.getByRole('button', { name: 'Ahead' }).click();
    await expect(views.getByRole('status')).toContainText('acts can be done here');
    await page.getByRole('button', { name: 'Search…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Search', exact: true }).click();
    await expect(dialog).toContainText(/\d worlds, \d+ acts deep/);
    expect(faults).toEqual([]);
  },
);

test('the course package tells a learning platform what is done', { tag: '@once' }, async ({ page }) => {
  execFileSync(process.execPath, ['scripts/build-scorm.js']);
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-scorm-'));
  const files = unzipSync(readFileSync('build/lockstep-scorm.zip'));
  expect(Object.keys(files).sort()).toEqual(['imsmanifest.xml', 'index.html', 'lockstep.html']);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  // A platform, as small as one can be.
  writeFileSync(
    join(folder, 'platform.html'),
    `<!doctype html><title>Platform</title><script>
      window.kept = {}; window.calls = [];
      window.API = {
        LMSInitialize: () => (calls.push('begin'), 'true'), LMSGetValue: (it) => kept[it] ?? '',
        LMSSetValue: (it, value) => (kept[it] = value, 'true'), LMSCommit: () => 'true', LMSFinish: () => (calls.push('end'), 'true'),
      };
    </script><iframe src="index.html" width="1200" height="700"></iframe>`,
  );
  const site = await serve(folder);
  try {
    await page.goto(`${site.url}platform.html`);
    const course = page.frameLocator('iframe').frameLocator('iframe');
    await course.getByRole('link', { name: /One server/ }).click();
    const told = course.getByTestId('live');
    await expect(told).toContainText('Step 0.');
    const read = (what: string) => page.evaluate((it) => JSON.stringify(Reflect.get(window, it)), what);
    for (let i = 0; i < 60 && (await read('kept')) === '{}'; i++)
      await course.locator('[data-steps-on]').click();
    expect(JSON.parse(await read('kept'))).toMatchObject({
      'cmi.objectives.0.id': 'one-server',
      'cmi.objectives.0.status': 'completed',
      'cmi.core.lesson_status': 'incomplete',
      'cmi.core.score.max': '100',
    });
    // Back to the list, which is another page within: the platform still knows of one visit, and has what was done.
    await course.getByRole('link', { name: 'Lockstep', exact: true }).first().click();
    await course.getByRole('link', { name: 'Lessons' }).click();
    await expect(course.getByRole('link', { name: /One server/ })).toContainText('done');
    expect(await read('calls')).toBe('["begin"]');
  } finally {
    await site.close();
    rmSync(folder, { recursive: true });
  }
});
