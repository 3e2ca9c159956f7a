import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { stage } from './lab';

const boxOf = async (of: Locator) =>
  (await of.boundingBox()) as { x: number; y: number; width: number; height: number };

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 1280, height: 720 } });

  for (const [path, times] of [
    ['./', 1],
    ['./lab/', 1],
    ['./compare/', 1],
    ['./search/', 1],
    ['./rules/', 0],
  ] as const) {
    test(`${path} says ${times} times that nothing can be stepped`, { tag: '@once' }, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      // Text within noscript cannot be found by its text.
      const said = page.locator('noscript p');
      await expect(said).toHaveText(
        Array(times).fill(/^\s*Nothing can be (stepped|searched) here without JavaScript/),
      );
      if (times > 0) await expect(said).toBeInViewport({ ratio: 1 });
      await expect(page.getByText('The cluster is on its way.')).not.toBeVisible();
    });
  }

  test('the lab is seen as it begins: its nodes stand in the stage', { tag: '@once' }, async ({ page }) => {
    await page.goto('./lab/');
    const room = await boxOf(stage(page));
    for (const id of ['n1', 'n2', 'n3']) {
      const card = await boxOf(stage(page).getByRole('article', { name: `${id}, follower` }));
      expect(card.x).toBeGreaterThanOrEqual(room.x);
      expect(card.y).toBeGreaterThanOrEqual(room.y);
      expect(card.x + card.width).toBeLessThanOrEqual(room.x + room.width);
      expect(card.y + card.height).toBeLessThanOrEqual(room.y + room.height);
      expect(card.height).toBeLessThan(room.height / 2);
    }
  });
});
