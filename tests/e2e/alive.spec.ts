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
