import { expect, test } from './fixtures';
import { addressAt, THREE, chooseTheme, expectStep, live, loadFile, nextButton, openLab, stage } from './lab';
import type { Locator, Page } from '@playwright/test';

test.beforeEach(async ({ page }) => {
  await openLab(page);
  await loadFile(page, THREE);
  await expect(page.locator('h1')).toHaveText('Three');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
});

async function tabTo(page: Page, target: Locator) {
  for (let i = 0; i < 100; i++) {
    if (await target.evaluate((it) => it === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab does not come there');
}

test('Tab comes to Next, and Space and Enter press it once', async ({ page }) => {
  await tabTo(page, nextButton(page));
  await page.keyboard.press('Space');
  await expectStep(page, 1);
  await page.keyboard.press('Enter');
  await expectStep(page, 2);
  await expect(nextButton(page)).toBeFocused();
});

test('keys step, letters and named ones', { tag: '@once' }, async ({ page }) => {
  for (const [key, step] of [
    ['n', 1],
    ['Space', 2],
    ['ArrowRight', 3],
    ['PageDown', 4],
    ['p', 3],
    ['ArrowLeft', 2],
    ['PageUp', 1],
    ['End', 4],
    ['Home', 0],
  ] as const) {
    await page.keyboard.press(key);
    await expectStep(page, step);
  }
  await page.keyboard.press('g');
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await expectStep(page, 3);
  await page.keyboard.press('r');
  await expectStep(page, 0);
  await tabTo(page, page.getByRole('button', { name: /^Undo/ }));
  await page.keyboard.press('Enter');
  await expectStep(page, 3);
});

test(
  'moved with the mouse, the scrubber gives the keys back; by keyboard it keeps them',
  { tag: '@once' },
  async ({ page }) => {
    const slider = page.getByRole('slider', { name: 'Step' });
    for (let i = 0; i < 20; i++) await page.keyboard.press('n');
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    const box = await slider.boundingBox();
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);
    await expect(slider).not.toHaveValue('20');
    const clicked = Number(await slider.inputValue());
    await page.keyboard.press('PageDown');
    await expectStep(page, clicked + 1);
    await tabTo(page, slider);
    await page.keyboard.press('ArrowLeft');
    await expectStep(page, clicked);
    await expect(slider).toBeFocused();
  },
);

test('a whole election, from the stage and the list', { tag: '@once' }, async ({ page }) => {
  await tabTo(page, stage(page).getByRole('button', { name: /^StartElection/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Deliver' }));
  await page.keyboard.press('Enter');
  await expectStep(page, 1);
  await tabTo(page, page.getByRole('button', { name: 'Deliver RequestVote from n1 to n3' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Deliver VoteResponse from n3 to n1' }));
  await page.keyboard.press('Enter');
  await expect(stage(page).getByRole('article', { name: /^n1, leader/ })).toBeVisible();
});

const DIALOGS: [string, (page: Page) => Locator][] = [
  ['Keys', (page) => page.getByRole('button', { name: 'Help: keys' })],
  ['Break things', (page) => page.getByRole('button', { name: 'Break…' })],
  ['Every promise of Raft holds', (page) => page.getByRole('button', { name: /promise/ })],
  ['Branches', (page) => page.getByRole('button', { name: /branch/ })],
  ['n2', (page) => page.getByRole('button', { name: 'Open n2' })],
  ['StartElection from main to n1', (page) => stage(page).getByRole('button', { name: /^StartElection/ })],
];

test('a dialog is closed by Esc and Close, the focus returns', { tag: '@once' }, async ({ page }) => {
  for (const [name, opener] of DIALOGS) {
    const dialog = page.getByRole('dialog', { name });
    for (const close of ['Escape', 'Close']) {
      await opener(page).press('Enter');
      await expect(dialog).toBeVisible();
      if (close === 'Close') {
        await tabTo(page, dialog.getByRole('button', { name: 'Close' }));
        await page.keyboard.press('Enter');
      } else {
        await page.keyboard.press('Escape');
      }
      // Removed, not only closed: the page learns of the closing a little later.
      await expect(page.locator('dialog')).toHaveCount(0);
      await expect(opener(page), `${name}, closed by ${close}`).toBeFocused();
    }
  }
  await expectStep(page, 0);
});

test('in text fields keys type', { tag: '@once' }, async ({ page }) => {
  await tabTo(page, page.getByRole('button', { name: 'File', exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Edit TOML' }));
  await page.keyboard.press('Enter');
  const area = page.getByRole('textbox', { name: 'TOML text' });
  await tabTo(page, area);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('title = "pnr b.?"');
  await expect(area).toHaveValue('title = "pnr b.?"');
  await tabTo(page, page.getByRole('button', { name: 'Run this' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('h1')).toHaveText('pnr b.?');
  await page.keyboard.press('n');
  await expectStep(page, 1);
});

test(
  'B blanks; any key shows the screen again, and does nothing else',
  { tag: '@once' },
  async ({ page }) => {
    const again = page.getByRole('button', { name: 'Show the screen again' });
    await nextButton(page).focus();
    for (const key of [
      'PageDown',
      'ArrowRight',
      'Space',
      'Enter',
      'Home',
      'n',
      'r',
      '?',
      'b',
      '.',
      'F5',
      'Escape',
      'Tab',
    ]) {
      await page.keyboard.press('b');
      await expect(again).toBeFocused();
      // The blank screen is on top.
      expect(
        await again.evaluate((it) => document.elementFromPoint(innerWidth / 2, innerHeight / 2) === it),
      ).toBe(true);
      await page.keyboard.press(key);
      await expect(again, key).toHaveCount(0);
      await expect(nextButton(page), key).toBeFocused();
      await expectStep(page, 0);
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    // A key held down neither toggles the blank screen, nor steps after it has ended it.
    for (const key of ['b', 'b', 'b']) await page.keyboard.down(key);
    await expect(again).toBeVisible();
    await page.keyboard.up('b');
    for (let i = 0; i < 3; i++) await page.keyboard.down('PageDown');
    await page.keyboard.up('PageDown');
    await expect(again).toHaveCount(0);
    await expectStep(page, 0);
    await page.keyboard.press('PageDown');
    await expectStep(page, 1);
  },
);

test('? lists keys and switches single letters off; F is full screen', { tag: '@once' }, async ({ page }) => {
  await nextButton(page).focus();
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.keyboard.press('b');
  // The blank screen is on top in full screen too.
  await expect(page.getByRole('button', { name: 'Show the screen again' })).toBeFocused();
  await page.keyboard.press('b');
  await page.keyboard.press('f');
  await page.keyboard.press('?');
  await tabTo(page, page.getByRole('checkbox', { name: 'Single-letter keys' }));
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('n');
  await expectStep(page, 0);
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 1);
});

test('full screen that is not allowed is said to be', { tag: '@once' }, async ({ page }) => {
  await page.evaluate(() => {
    Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('not allowed'));
    Object.defineProperty(document, 'fullscreenEnabled', { value: false });
  });
  await page.keyboard.press('f');
  await expect(page.getByRole('alert')).toContainText('does not allow full screen here');
});

for (const where of ['lab', 'compare'] as const) {
  test(`after a click into any panel of the ${where} a clicker steps`, { tag: '@once' }, async ({ page }) => {
    if (where === 'compare') {
      await page.goto('./compare/');
      await page.waitForURL(addressAt());
    }
    for (let i = 0; i < 12; i++) await page.keyboard.press('n');
    const views = page.getByRole('region', { name: 'Views' }).locator('.tabs button');
    const names = where === 'lab' ? await views.allTextContents() : [''];
    const tried = new Set<string>();
    for (const name of names) {
      if (name) {
        await views.filter({ hasText: name }).click();
        await page.locator('.view [tabindex="0"]').first().waitFor();
      }
      for (const panel of await page.locator('[tabindex="0"]:visible, .messages').all()) {
        tried.add(
          (await panel.getAttribute('aria-label')) ?? (await panel.getAttribute('aria-labelledby')) ?? '',
        );
        const step = Number(/Step (\d+)/.exec((await live(page).textContent()) ?? '')?.[1]);
        await panel.click({ position: { x: 3, y: 3 } });
        await page.keyboard.press('PageUp');
        await expectStep(page, step - 1);
        await panel.focus();
        await page.keyboard.press('PageDown');
        await expectStep(page, step);
      }
    }
    expect(tried.size).toBeGreaterThan(where === 'lab' ? 4 : 1);
  });
}

test(
  'in a dialog PageDown scrolls; where nothing scrolls, it is said how to step',
  { tag: '@once' },
  async ({ page }) => {
    await page.setViewportSize({ width: 1024, height: 400 });
    await page.getByRole('button', { name: /promise/ }).press('Enter');
    const promises = page.getByRole('dialog');
    await expect(promises).toBeVisible();
    await page.keyboard.press('PageDown');
    await expect.poll(() => promises.evaluate((it) => it.scrollTop)).toBeGreaterThan(100);
    await expectStep(page, 0);
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 1280, height: 1024 });
    await page.getByRole('button', { name: 'Help: keys' }).press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('PageDown');
    await expect(page.getByRole('status').filter({ hasText: 'Esc closes this' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('PageDown');
    await expectStep(page, 1);
  },
);

test('what has the focus can be seen', { tag: '@once' }, async ({ page }) => {
  const unseen = new Set<string>();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const it = document.activeElement as HTMLElement;
      if (it === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      const { top, bottom, left, right } = it.getBoundingClientRect();
      const inView = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
      const seen = inView && outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      return seen ? null : (it.getAttribute('aria-label') ?? it.textContent ?? it.tagName);
    });
    if (name !== null) unseen.add(name.trim());
  }
  expect([...unseen]).toEqual([]);
});

for (const [width, height] of [
  [390, 844],
  [640, 360],
  [320, 256],
] as const) {
  test(`what has the focus lies behind nothing at ${width}×${height}`, { tag: '@once' }, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const hidden = new Set<string>();
    for (let i = 0; i < 70; i++) {
      await page.keyboard.press('Tab');
      const name = await page.evaluate(() => {
        const it = document.activeElement as HTMLElement;
        if (it === document.body) return null;
        const { top, bottom, left, right } = it.getBoundingClientRect();
        const foot = document.querySelector('.foot') as Element;
        // For an element higher than the visible part, a part of it.
        const isBehind = [0.1, 0.5, 0.9].every((part) => {
          const over = document.elementFromPoint((left + right) / 2, top + (bottom - top) * part);
          return over === null || (foot.contains(over) && !foot.contains(it));
        });
        return isBehind ? (it.getAttribute('aria-label') ?? it.textContent ?? it.tagName) : null;
      });
      if (name !== null) hidden.add(name.trim());
    }
    expect([...hidden]).toEqual([]);
  });
}

test('what goes with its own press leaves the focus to Next', { tag: '@once' }, async ({ page }) => {
  await loadFile(page, `${THREE}[[step]]\naction = "partition"\ngroups = [["n1", "n2"], ["n3"]]\n`);
  await page.keyboard.press('End');
  await stage(page).getByRole('button', { name: 'Heal' }).press('Enter');
  await expect(nextButton(page)).toBeFocused();
  await chooseTheme(page, 'projector');
  const views = page.getByRole('region', { name: 'Views' });
  await views.getByRole('button', { name: 'Diagram' }).press('Enter');
  await views.getByRole('button', { name: 'Show the stage' }).press('Enter');
  await expect(nextButton(page)).toBeFocused();
});

test.describe('a dialog that cannot be fetched', () => {
  test.use({ viewport: { width: 390, height: 844 }, expectedErrors: [/Failed to (load|fetch)|preload/i] });

  test('is told where it is seen, and the focus stays', { tag: '@once' }, async ({ page, context }) => {
    await context.setOffline(true);
    const opener = page.getByRole('button', { name: 'Break…' });
    await opener.press('Enter');
    await expect(page.getByRole('alert')).toContainText('could not be fetched');
    await expect(page.getByRole('alert')).toBeInViewport();
    await expect(opener).toBeFocused();
  });
});
