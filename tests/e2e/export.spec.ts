import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { fromFile, openLab } from './lab';

async function openExport(page: Page, steps: number) {
  await openLab(page);
  for (let i = 0; i < steps; i++) await page.keyboard.press('PageDown');
  await fromFile(page, 'Save or export…');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
}

/** Presses a button that saves, and returns the saved file. */
async function saved(page: Page, button: string): Promise<{ name: string; content: Buffer }> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const file = await download;
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

test('what is seen is saved: each picture as SVG and at twice its size as PNG, the run as each text', async ({
  page,
}) => {
  await openExport(page, 12);
  for (const picture of ['stage', 'diagram', 'logs']) {
    const svg = await saved(page, `Save SVG of the ${picture}`);
    expect(svg.name).toBe(`the-default-cluster-${picture}-step-12.svg`);
    const size = await page.evaluate((markup) => {
      const root = new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement;
      return root.querySelector('parsererror')
        ? null
        : ['width', 'height'].map((side) => Number(root.getAttribute(side)));
    }, svg.content.toString());
    expect(size).not.toBeNull();
    expect(svg.content.toString()).not.toMatch(/var\(|url\(/);

    const png = await saved(page, `Save PNG of the ${picture}`);
    expect(png.name).toBe(`the-default-cluster-${picture}-step-12.png`);
    expect(png.content.subarray(1, 4).toString()).toBe('PNG');
    const pixels = [png.content.readUInt32BE(16), png.content.readUInt32BE(20)];
    expect(pixels).toEqual(size?.map((length) => 2 * length));
  }
  const texts = { trace: /\[n1\] Started as follower/, mermaid: /^sequenceDiagram/, shiviz: /^\(\?<host>/ };
  for (const [name, content] of Object.entries(texts)) {
    const file = await saved(page, `Save ${name}`);
    expect(file.name).toContain(`-${name}-step-12.`);
    expect(file.content.toString()).toMatch(content);
  }
});

test('two steps are compared by a key, and either is gone to', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  for (let i = 0; i < 5; i++) await page.keyboard.press('PageDown');
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'Compare two steps' });
  await expect(dialog.getByRole('status')).toHaveText(/^\d+ differences\.$/);
  await dialog.getByRole('button', { name: 'First step: one step back' }).click();
  await dialog.getByRole('button', { name: 'Show the first step' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId('live')).toContainText('Step 3.');
});
