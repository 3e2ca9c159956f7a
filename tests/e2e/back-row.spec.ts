import type { Page } from '@playwright/test';
import { setTheme } from './axe';
import { expect, test } from './fixtures';
import { addressAt, fromFile, loadFile, nextButton, openBranches, openLab, openSearch, stage } from './lab';

// Animations change sizes, so they are off.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

/** The least font size, as a share of the height of the screen. */
const LEAST = 0.026;

/** Texts too small for the back row, with their size in per cent of the height. */
function smallText(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const it = node.parentElement as Element;
      const text = node.textContent?.trim() ?? '';
      const hidden =
        !it.checkVisibility({ visibilityProperty: true }) || it.closest('.visually-hidden, [aria-live]');
      if (text === '' || hidden || it.matches('option, script, style')) continue;
      const svg = it.closest('svg');
      const matrix = svg?.getScreenCTM();
      const size = parseFloat(getComputedStyle(it).fontSize) * (matrix ? Math.hypot(matrix.a, matrix.b) : 1);
      if (size < least * innerHeight)
        found.add(`${text.slice(0, 40)}: ${((100 * size) / innerHeight).toFixed(2)} %`);
    }
    return [...found];
  }, LEAST);
}

/** States of the lab, each reached from the one before. */
const STATES: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['start', async () => {}],
  [
    'running',
    async (page) => {
      for (let i = 0; i < 30; i++) await page.keyboard.press('n');
    },
  ],
  ...['Diagram', 'Statechart', 'Trace', 'Logs', 'Client'].map(
    (view) =>
      [
        view,
        async (page: Page) => {
          await page.getByRole('button', { name: view, exact: true }).click();
          await page.waitForLoadState('networkidle');
        },
      ] as const,
  ),
  [
    'message',
    async (page) => {
      await page.getByRole('button', { name: 'Show the stage' }).click();
      await stage(page)
        .getByRole('button', { name: / from n\d to / })
        .first()
        .click();
    },
  ],
  ['node', (page) => page.getByRole('button', { name: 'Open n1' }).click()],
  ['why', (page) => page.getByRole('button', { name: /^Why( waiting)?\? Why c1/ }).click()],
  ['keys', (page) => page.keyboard.press('?')],
  ['break', (page) => page.getByRole('button', { name: 'Break…' }).click()],
  ['promises', (page) => page.getByRole('button', { name: /promise/ }).click()],
  ['export', (page) => fromFile(page, 'Save or export…')],
  ['two steps', (page) => page.keyboard.press('c')],
  ['branches', openBranches],
];
const DIALOGS = STATES.findIndex(([name]) => name === 'message');

/** In the page: how many pixels wider and higher it is than the window. */
function beyond(): number[] {
  const { scrollWidth, scrollHeight } = document.documentElement;
  return [scrollWidth - innerWidth, scrollHeight - innerHeight];
}

for (const [width, height] of [
  [1024, 768],
  [1280, 720],
  [1920, 1080],
] as const) {
  test.describe(`in projector at ${width} by ${height}`, () => {
    test.use({ viewport: { width, height } });

    test('no text of the lab is too small, and nothing scrolls', { tag: '@once' }, async ({ page }) => {
      test.setTimeout(60_000);
      await setTheme(page, 'projector');
      await openLab(page);
      for (const [i, [state, bringAbout]] of STATES.entries()) {
        await bringAbout(page);
        if (i >= DIALOGS) await page.getByRole('dialog').waitFor();
        expect.soft(await smallText(page), state).toEqual([]);
        expect.soft(await page.evaluate(beyond), state).toEqual([0, 0]);
        if (i < DIALOGS) continue;
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
      await loadFile(page, 'num_nods = 5\nseed = -1');
      await page.getByRole('alert').waitFor();
      expect.soft(await smallText(page), 'errors').toEqual([]);
      expect.soft(await page.evaluate(beyond), 'errors').toEqual([0, 0]);
    });

    test(
      'no text of the other pages is too small, and of them the rules and the search alone scroll',
      { tag: '@once' },
      async ({ page }) => {
        await setTheme(page, 'projector');
        await page.goto('./');
        await nextButton(page).click();
        expect.soft(await smallText(page), 'home').toEqual([]);
        expect.soft(await page.evaluate(beyond), 'home').toEqual([0, 0]);
        await page.goto('./rules/');
        expect.soft(await smallText(page), 'rules').toEqual([]);
        await openSearch(page);
        expect.soft(await smallText(page), 'search').toEqual([]);
        await page.goto('./compare/');
        await page.waitForURL(addressAt());
        for (let i = 0; i < 4; i++) await page.keyboard.press('n');
        expect.soft(await smallText(page), 'compare').toEqual([]);
        expect.soft(await page.evaluate(beyond), 'compare').toEqual([0, 0]);
      },
    );
  });
}
