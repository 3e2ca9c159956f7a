import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectStep, live } from './lab';

async function openCompare(page: Page, hash = ''): Promise<void> {
  await page.goto(`./compare/${hash}`);
  await page.waitForURL(/[#&]step=\d/);
}

const side = (page: Page, name: RegExp) => page.getByRole('region', { name });

test('the home page and the lab lead here', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Compare two systems' }).click();
  await page.waitForURL(/compare\//);
  await page.getByRole('link', { name: 'Lab', exact: true }).click();
  await page.getByRole('link', { name: 'Compare' }).click();
  await expect(side(page, /^Left: Raft/)).toBeVisible();
});

test('Next moves both sides by phase, and a reload comes back to the step', async ({ page }) => {
  await openCompare(page);
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown');
  await expect(live(page)).toContainText('Raft: n1 commits index 1');
  await page.keyboard.press('PageUp');
  await page.waitForURL(/step=2/);
  await page.reload();
  await expectStep(page, 2);
  await page.keyboard.press('n');
  await expect(live(page)).toContainText('Raft: n1 commits index 1');
});

test('what was done to both is in the address, and comes back with a reload', async ({ page }) => {
  await openCompare(page);
  await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Crash leader' }).click();
  await page.getByRole('button', { name: 'Elect another' }).click();
  await page.keyboard.press('n');
  await page.waitForURL(/toml=.*step=4/);
  const told = await live(page).textContent();
  expect(told).toContain('Raft: n2 wins the election for term 2');
  await page.reload();
  await expectStep(page, 4);
  await expect(live(page)).toHaveText(told ?? '');
});

test('every example plays to its end', async ({ page }) => {
  await openCompare(page);
  const examples = page.getByRole('combobox', { name: 'Example pairs' });
  const titles = await examples.locator('option:not([disabled])').allTextContents();
  expect(titles.length).toBeGreaterThan(3);
  for (const title of titles) {
    await examples.selectOption(title);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await page.keyboard.press('End');
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

test('a pair is saved as a file and opened again', async ({ page }) => {
  await openCompare(page);
  for (let i = 0; i < 4; i++) await page.keyboard.press('n');
  await page.getByRole('button', { name: 'Edit TOML' }).click();
  const text = await page.getByRole('textbox', { name: 'TOML text' }).inputValue();
  expect(text).toContain('[compare]\nsystems = ["raft", ');
  await page.keyboard.press('Escape');
  await openCompare(page);
  const file = { name: 'pair.toml', mimeType: 'application/toml', buffer: Buffer.from(text) };
  await page.getByLabel('TOML file').setInputFiles(file);
  await expect(page.getByText('of 4', { exact: true })).toBeVisible();
  await page.keyboard.press('End');
  await expectStep(page, 4);
});

test('a side goes on in the lab where it stood', async ({ page }) => {
  await openCompare(page);
  for (let i = 0; i < 3; i++) await page.keyboard.press('n');
  await side(page, /^Left/).getByRole('button', { name: 'Lab…' }).click();
  await page.waitForURL(/lab\/#toml=/);
  await expectStep(page, 15);
});

for (const [width, height] of [
  [1024, 768],
  [1280, 720],
] as const) {
  test(`stages, table and Next are in view at ${width} by ${height}`, { tag: '@once' }, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openCompare(page);
    for (const theme of ['light', 'projector']) {
      await page.getByRole('combobox', { name: 'Theme' }).selectOption(theme);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      for (let i = 0; i < 3; i++) await page.keyboard.press('n');
      const parts = [side(page, /^Left/), side(page, /^Right/), page.getByRole('button', { name: /^Next/ })];
      for (const part of parts) await expect(part, theme).toBeInViewport({ ratio: 0.99 });
      await expect(page.getByRole('row', { name: /become leader/ }), theme).toBeInViewport({ ratio: 0.9 });
      const beyond = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect(beyond, theme).toBeLessThanOrEqual(0);
    }
  });
}
