import type { Page } from '@playwright/test';
import { setTheme, THEMES } from './axe';
import { expect, test } from './fixtures';
import { loadFile, openLab, stage } from './lab';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const SIZES = [
  { width: 1280, height: 720 },
  { width: 1024, height: 768 },
];

/** The position of each node. */
const places = (page: Page) =>
  stage(page)
    .getByRole('article', { name: /^n\d/ })
    .evaluateAll((all) =>
      all.map((it) => {
        const { x, y } = it.getBoundingClientRect();
        return `${it.getAttribute('aria-label')} ${Math.round(x)} ${Math.round(y)}`;
      }),
    );

/** The position of each node when nothing moves any more: two readings in a row are equal. */
async function settled(page: Page): Promise<string[]> {
  let last: string[] = [];
  await expect(async () => {
    const now = await places(page);
    const isStill = now.join() === last.join();
    last = now;
    expect(isStill).toBe(true);
  }).toPass({ intervals: [100] });
  return last;
}

for (const theme of THEMES) {
  for (const size of SIZES) {
    test(
      `a notice moves no node, ${theme}, ${size.width}×${size.height}`,
      { tag: '@once' },
      async ({ page }) => {
        await page.setViewportSize(size);
        await setTheme(page, theme);
        await openLab(page);
        for (let i = 0; i < 14; i++) await page.keyboard.press('n');
        const before = await settled(page);
        expect(before.length).toBeGreaterThan(4);
        await page.keyboard.press('g');
        await page.keyboard.type('999');
        await page.keyboard.press('Enter');
        await expect(page.getByRole('alert')).toContainText('takes a step from 0 to 14');
        expect(await places(page)).toEqual(before);
      },
    );
  }
}

test('every timer of 25 nodes can be reached', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await loadFile(page, `title = "Wide ${size.width}"\nnum_nodes = 25\nnum_clients = 3\n`);
    const timers = page.getByRole('group', { name: 'Timers and nodes' }).getByRole('button');
    await expect(timers).toHaveCount(25);
    for (const timer of await timers.all()) {
      await timer.scrollIntoViewIfNeeded();
      const isOnTop = await timer.evaluate((it) => {
        const { left, top, width, height } = it.getBoundingClientRect();
        const over = document.elementFromPoint(left + width / 2, top + height / 2);
        return over !== null && it.contains(over);
      });
      expect(isOnTop, `${await timer.getAttribute('aria-label')} at ${size.width}`).toBe(true);
    }
  }
});
