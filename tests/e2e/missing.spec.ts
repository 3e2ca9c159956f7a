import type { Page, Request } from '@playwright/test';
import { expect, test } from './fixtures';
import { addressAt, expectStep, nextButton, openLab } from './lab';

test.use({ expectedErrors: [/Failed to (load|fetch)|preload|import/i] });

const note = (page: Page) => page.locator('#lifeless');

/** The scripts that a page loads first. */
async function scriptsOf(page: Page, path: string): Promise<string[]> {
  const found = new Set<string>();
  const hear = (request: Request) => {
    if (/\/_app\/immutable\/(entry|nodes|chunks)\//.test(request.url()))
      found.add(new URL(request.url()).pathname);
  };
  page.on('request', hear);
  await page.goto(path);
  await expect(page.locator('html[data-alive]')).toBeAttached();
  page.off('request', hear);
  return [...found];
}

for (const path of ['./', './lab/', './compare/', './search/', './rules/']) {
  test(
    `${path}: whatever is missing, the page can be read and says what happened`,
    { tag: '@once' },
    async ({ page, context, baseURL }) => {
      test.setTimeout(120_000);
      const scripts = await scriptsOf(page, path);
      const { entries, nodes, chunks } = {
        entries: scripts.filter((it) => it.includes('/entry/')),
        nodes: scripts.filter((it) => it.includes('/nodes/')),
        chunks: scripts.filter((it) => it.includes('/chunks/')).slice(0, 2),
      };
      expect(entries).toHaveLength(2);
      const readable = await (await context.request.get(new URL(path, baseURL).href)).text();
      const heading = (/<h1[^>]*>(.*?)<\/h1>/s.exec(readable)?.[1] ?? '').replaceAll(/<[^>]*>/g, '');
      expect(heading.trim()).not.toBe('');
      for (const missing of [...entries, ...nodes, ...chunks]) {
        await page.goto('about:blank');
        await page.route(`**${missing}`, (route) => route.abort());
        await page.goto(path);
        // If a script that is not needed is missing, the page still works.
        const alive = page.locator('html[data-alive]');
        await expect(note(page).or(alive).first()).toBeAttached();
        await page.waitForTimeout(1200);
        if ((await alive.count()) === 0) {
          await expect(note(page), missing).toBeVisible();
          await expect(note(page)).toContainText('A part of this page could not be fetched');
          await expect(page.getByRole('heading', { level: 1 }), missing).toHaveText(heading.trim());
          await page.unroute(`**${missing}`);
          await note(page).getByRole('button', { name: 'Reload' }).click();
          await expect(alive).toBeAttached();
        }
        await expect(note(page)).toBeHidden();
        await page.unroute(`**${missing}`);
      }
    },
  );
}

test('a reload from there keeps the run', { tag: '@once' }, async ({ page }) => {
  await openLab(page, '#example=election.toml&step=3');
  await expectStep(page, 3);
  await page.route(/immutable\/nodes\//, (route) => route.abort());
  await page.reload();
  await expect(note(page)).toBeVisible();
  await page.unroute(/immutable\/nodes\//);
  await note(page).getByRole('button', { name: 'Reload' }).click();
  await expectStep(page, 3);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('An election with rejected votes');
});

test('a page that is long in coming says so', { tag: '@once' }, async ({ page }) => {
  let come = () => {};
  const waiting = new Promise<void>((resolve) => (come = resolve));
  await page.route(/immutable\/entry\/app/, async (route) => {
    await waiting;
    await route.continue();
  });
  await page.goto('./lab/', { waitUntil: 'commit' });
  await expect(note(page)).toContainText('still being fetched');
  come();
  await expect(note(page)).toBeHidden();
  await nextButton(page).click();
  await expectStep(page, 1);
});

test(
  'a page that cannot be gone to says so, and leads back to the run',
  { tag: '@once' },
  async ({ page }) => {
    await openLab(page);
    for (let i = 0; i < 3; i++) await page.keyboard.press('n');
    await expectStep(page, 3);
    await page.waitForURL(addressAt(3));
    await page.route(/immutable\/nodes\/|immutable\/chunks\/|version\.json/, (route) => route.abort());
    await page.getByRole('link', { name: 'Two systems' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page could not be shown');
    await expect(page.getByRole('link', { name: 'Home' })).toBeVisible();
    await page.unroute(/immutable\/nodes\/|immutable\/chunks\/|version\.json/);
    await page.getByRole('button', { name: 'Back' }).click();
    await expectStep(page, 3);
  },
);
