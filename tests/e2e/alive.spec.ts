import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectStep, nextButton, stage } from './lab';

/** Holds what waits for a turn of its own (a timeout without a time) until `release` is called. */
function holdTurns(): void {
  const held: (() => void)[] = [];
  const plain = window.setTimeout.bind(window);
  const hold = (act: TimerHandler, ms?: number, ...rest: unknown[]) =>
    ms === undefined && typeof act === 'function' ? held.push(() => act()) : plain(act, ms, ...rest);
  Object.assign(window, {
    setTimeout: hold,
    waiting: () => held.length,
    release: () => {
      window.setTimeout = plain as typeof window.setTimeout;
      for (const act of held) act();
    },
  });
}
interface Held {
  waiting: () => number;
  release: () => void;
}
const boxOf = async (of: Locator) =>
  (await of.boundingBox()) as { x: number; y: number; width: number; height: number };
const waiting = () => (window as unknown as Held).waiting();
const release = () => (window as unknown as Held).release();

for (const [where, pages] of [
  ['the lab', './lab/'],
  ['the page that compares', './compare/'],
] as const) {
  test(
    `while the parts of ${where} wait for their turn they are seen, and keys and presses are heard`,
    { tag: '@once' },
    async ({ page }) => {
      await page.addInitScript(holdTurns);
      await page.goto(pages);
      await expect(nextButton(page)).toBeVisible();
      await expect.poll(() => page.evaluate(waiting)).toBeGreaterThan(2);
      const part = where === 'the lab' ? stage(page) : page.getByRole('main');
      await expect(part.getByText('follower').first()).toBeVisible();
      await page.keyboard.press('n');
      await page.keyboard.press('n');
      await nextButton(page).click();
      await page.evaluate(release);
      await expectStep(page, 3);
      await expect(part.getByText('follower').first()).toBeVisible();
    },
  );
}

test(
  'a message pressed on the stage before that is alive is opened as it comes',
  { tag: '@once' },
  async ({ page }) => {
    await page.addInitScript(holdTurns);
    await page.goto('./lab/');
    const pill = stage(page).getByRole('button', { name: /^StartElection from main to n1/ });
    await expect(pill).toBeVisible();
    await expect.poll(() => page.evaluate(waiting)).toBeGreaterThan(2);
    await pill.click();
    await page.evaluate(release);
    await expect(page.getByRole('dialog', { name: 'StartElection from main to n1' })).toBeVisible();
  },
);

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 1280, height: 720 } });

  for (const [path, times] of [
    ['./', 1],
    ['./lab/', 1],
    ['./compare/', 1],
    ['./rules/', 0],
  ] as const) {
    test(`${path} says ${times} times that nothing can be stepped`, { tag: '@once' }, async ({ page }) => {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      // What stands in there is not found by its text.
      const said = page.locator('noscript p');
      await expect(said).toHaveText(Array(times).fill(/^\s*Nothing can be stepped here without JavaScript/));
      if (times > 0) await expect(said).toBeInViewport({ ratio: 1 });
      await expect(page.getByText('The cluster is on its way.')).not.toBeVisible();
    });
  }

  test('the lab is seen as it begins: its nodes stand in the stage', { tag: '@once' }, async ({ page }) => {
    await page.goto('./lab/');
    const room = await boxOf(stage(page));
    for (const id of ['n1', 'n2', 'n3', 'n4', 'n5']) {
      const card = await boxOf(stage(page).getByRole('article', { name: `${id}, follower` }));
      expect(card.x).toBeGreaterThanOrEqual(room.x);
      expect(card.y).toBeGreaterThanOrEqual(room.y);
      expect(card.x + card.width).toBeLessThanOrEqual(room.x + room.width);
      expect(card.y + card.height).toBeLessThanOrEqual(room.y + room.height);
      expect(card.height).toBeLessThan(room.height / 2);
    }
  });
});
