import type { Page } from '@playwright/test';
import { expect } from './fixtures';
import { chooseExample, expectStep, fromFile, nextButton, openLab, untilAlive } from './lab';
import { SECOND, test } from './versions';

test.use({
  serviceWorkers: 'allow',
  expectedErrors: [/Failed to (load|fetch)|ERR_|net::|preload|status of 404/i],
});
test.describe.configure({ timeout: 90_000 });

const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

/** The stored versions of the site: there is one cache for each. */
const kept = (page: Page) => page.evaluate(async () => (await caches.keys()).length);

/** Visits for the first time, until everything is stored. */
async function visit(page: Page, path = './'): Promise<void> {
  await page.goto(path);
  // Storing everything is slow on a busy machine.
  await expect(status(page, 'Ready offline.')).toBeVisible({ timeout: 45_000 });
}

/** Waits until a newer version than `page` shows has taken over. */
const untilReplaced = (page: Page) => expect(status(page, 'A new version is here.')).toBeVisible();

/** Opens everything that loads on demand: all of it must be of one version. */
async function useAll(page: Page): Promise<void> {
  await nextButton(page).click();
  await expectStep(page, 1);
  await fromFile(page, 'Edit TOML');
  await expect(page.getByRole('region', { name: 'Scenario as TOML' })).toBeVisible();
  await page.keyboard.press('Escape');
  for (const [open, dialog] of [
    [() => fromFile(page, 'Save or export…'), 'Export'],
    [() => page.getByRole('button', { name: 'Break…' }).click(), 'Break things'],
    [() => page.getByRole('button', { name: 'Help: keys' }).click(), 'Keys'],
  ] as const) {
    await open();
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('dialog')).toHaveCount(0);
  }
  const views = page.getByRole('region', { name: 'Views' });
  for (const view of ['Statechart', 'Trace', 'Logs']) {
    await views.getByRole('button', { name: view }).click();
    await expect(page.locator('.view > *').first()).toBeVisible();
    await expect(views.getByRole('alert')).toHaveCount(0);
  }
  await expectStep(page, 1);
}

test(
  'after the first visit all of it works with the network off',
  { tag: '@once' },
  async ({ page, host }) => {
    await visit(page);
    host.mode = 'down';
    await openLab(page);
    await useAll(page);
    await chooseExample(page, /^An election with rejected votes/);
    await expectStep(page, 0);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('An election with rejected votes');
    await page.goto('./lab#example=election.toml&step=2');
    await expectStep(page, 2);
    await page.goto('./compare/');
    await untilAlive(page);
    await expect(page.locator('html[data-alive]')).toBeAttached();
    await page.keyboard.press('n');
    await expectStep(page, 1);
    await page.goto('./rules/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(status(page, 'Ready offline.')).toHaveCount(0);
  },
);

test(
  'after a new version, too, within the time for which the host lets pages be kept',
  { tag: '@once' },
  async ({ page, host }) => {
    await visit(page);
    await openLab(page);
    host.publishSecond();
    await page.goto('./');
    await expect(page.getByText(SECOND)).toBeVisible();
    await expect.poll(() => kept(page)).toBe(2);
    // The old version's cache is deleted some seconds after the next page is opened.
    await expect(async () => {
      await page.goto('./rules/');
      await expect.poll(() => kept(page), { timeout: 5000 }).toBe(1);
    }).toPass();
    await expect(status(page, 'A new version is here.')).toHaveCount(0);
    host.mode = 'down';
    await page.goto('./');
    await expect(page.getByText(SECOND)).toBeVisible();
    await openLab(page);
    await useAll(page);
  },
);

test(
  'a tab of the version before keeps working beside one of the new version',
  { tag: '@once' },
  async ({ page, host, context }) => {
    await visit(page, './lab/');
    host.publishSecond();
    const second = await context.newPage();
    await second.goto('./');
    await expect(second.getByText(SECOND)).toBeVisible();
    await untilReplaced(page);
    await expect(status(second, 'A new version is here.')).toHaveCount(0);
    await useAll(page);
    // The old version's cache stays while one of its pages is open, also while other pages come and go.
    await second.goto('./rules/');
    await second.goto('./');
    expect(await kept(page)).toBe(2);
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(status(page, 'A new version is here.')).toHaveCount(0);
    await expectStep(page, 1);
    await page.goto('./');
    await expect(page.getByText(SECOND)).toBeVisible();
    await expect.poll(() => kept(page)).toBe(1);
  },
);

test(
  'a tab that kept nothing before the new version says what is missing, and why',
  { tag: '@once' },
  async ({ page, host }) => {
    await openLab(page);
    await nextButton(page).click();
    host.publishSecond();
    await fromFile(page, 'Save or export…');
    await expect(page.getByRole('alert')).toContainText('or a new version has been published');
    await page.reload();
    await expectStep(page, 1);
    await fromFile(page, 'Save or export…');
    await expect(page.getByRole('dialog')).toBeVisible();
  },
);

test(
  'a network that accepts and never answers is as good as none',
  { tag: '@once' },
  async ({ page, host }) => {
    await visit(page);
    host.mode = 'silent';
    const start = Date.now();
    await openLab(page);
    await nextButton(page).click();
    await expectStep(page, 1);
    expect(Date.now() - start).toBeLessThan(8000);
    await chooseExample(page, /^An election with rejected votes/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('An election with rejected votes');
    await expectStep(page, 0);
  },
);

test('where nothing is kept, such a network is told of', { tag: '@once' }, async ({ page, host }) => {
  await openLab(page);
  host.mode = 'silent';
  await page.getByRole('region', { name: 'Views' }).getByRole('button', { name: 'Statechart' }).click();
  await chooseExample(page, /^An election with rejected votes/);
  const alerts = page.getByRole('alert');
  await expect(alerts.filter({ hasText: 'The example election.toml could not be fetched' })).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: 'This view could not be fetched' })).toBeVisible();
});
