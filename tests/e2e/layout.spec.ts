import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { openLab } from './lab';

/**
 * Takes one step, and gives where the page asked for its layout while the step was carried out: each such place makes the browser lay
 * the whole page out once more, before it would have anyway for the next frame.
 */
async function layoutsOfAStep(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const asked: string[] = [];
    const undo: (() => void)[] = [];
    const watch = (owner: object, name: string) => {
      const own = Object.getOwnPropertyDescriptor(owner, name);
      if (!own) throw new Error(`there is no ${name}`);
      const told = <F extends ((...args: never[]) => unknown) | undefined>(it: F): F =>
        it &&
        (function (this: unknown, ...args: never[]) {
          asked.push(`${name} ${(new Error().stack ?? '').split('\n').slice(2, 5).join(' ')}`);
          return it.apply(this, args);
        } as F);
      const { get, set, value } = own as {
        get?: () => unknown;
        set?: (it: unknown) => void;
        value?: () => unknown;
      };
      Object.defineProperty(
        owner,
        name,
        value ? { ...own, value: told(value) } : { ...own, get: told(get), set: told(set) },
      );
      undo.push(() => Object.defineProperty(owner, name, own));
    };
    for (const name of [
      'scrollLeft',
      'scrollTop',
      'scrollWidth',
      'scrollHeight',
      'clientWidth',
      'clientHeight',
    ])
      watch(Element.prototype, name);
    for (const name of ['offsetWidth', 'offsetHeight', 'offsetTop', 'offsetLeft'])
      watch(HTMLElement.prototype, name);
    for (const name of ['getBoundingClientRect', 'getClientRects', 'scrollIntoView'])
      watch(Element.prototype, name);
    for (const name of ['getBBox', 'getScreenCTM']) watch(SVGGraphicsElement.prototype, name);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
    for (let i = 0; i < 50; i++) await Promise.resolve();
    undo.forEach((it) => it());
    // What a step takes away is measured before anything has changed: the layout of the last frame still holds.
    return asked.filter((place) => !/\.before /.test(place));
  });
}

test('a step lays the page out once, whatever view is open', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  const views = page.getByRole('region', { name: 'Views' }).locator('.tabs button');
  for (const name of await views.allTextContents()) {
    await views.filter({ hasText: name }).click();
    await page.locator('.view > *').first().waitFor();
    await expectOneLayoutAStep(page, name);
    const asTable = page.getByRole('button', { name: 'As a table' });
    if ((await asTable.count()) === 0) continue;
    await asTable.click();
    await expectOneLayoutAStep(page, `${name} as a table`);
  }
});

/** Those that follow the run scroll along from some step on. */
async function expectOneLayoutAStep(page: Page, view: string): Promise<void> {
  for (let i = 0; i < 25; i++) {
    expect(await layoutsOfAStep(page), `${view}, step ${i}`).toEqual([]);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}
