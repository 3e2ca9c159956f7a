import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { setTheme } from './axe';
import { loadFile, openLab, openView } from './lab';

const ENTRIES = Array.from(
  { length: 16 },
  (_, i) => `{ term = 1, op = "put", key = "a", value = "${i % 10}" }`,
);
const SIXTEEN_ENTRIES = `title = "Sixteen entries"
num_nodes = 3
num_clients = 0
[[node]]
id = "n1"
role = "leader"
term = 1
log = [${ENTRIES.join(', ')}]
`;

/**
 * Takes one step, and returns the places in the code that force a layout during it: each makes the browser lay out the
 * whole page once more than for the next frame.
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
    // The chips that a step removes are measured before anything has changed, so the layout of the last frame is still
    // valid.
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

/** Views that follow the run begin to scroll at some step. */
async function expectOneLayoutAStep(page: Page, view: string): Promise<void> {
  for (let i = 0; i < 25; i++) {
    expect(await layoutsOfAStep(page), `${view}, step ${i}`).toEqual([]);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
}

test.describe('in the lecture at 1024 by 768', () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test(
    'the diagram has room for ten steps of history, the logs for twelve indices',
    { tag: '@once' },
    async ({ page }) => {
      await setTheme(page, 'projector');
      await openLab(page, '#example=figure-8.toml&step=40');
      await openView(page);
      const diagram = page.getByRole('group', { name: 'Space-time diagram' });
      const seen = await diagram.evaluate((it) => {
        const room = it.getBoundingClientRect();
        const steps = [...it.querySelectorAll('text')].flatMap((text) => {
          const { left, right } = text.getBoundingClientRect();
          const step = /^(?:step )?(\d+)$/.exec(text.textContent ?? '')?.[1];
          return step !== undefined && left >= room.left && right <= room.right ? [Number(step)] : [];
        });
        return Math.max(...steps) - Math.min(...steps);
      });
      expect(seen).toBeGreaterThanOrEqual(10);

      await loadFile(page, SIXTEEN_ENTRIES);
      await openView(page, 'Logs');
      const heads = page.getByRole('region', { name: 'Log entries by index' });
      const whole = await heads.evaluate((it) => {
        const room = it.getBoundingClientRect();
        return [...it.querySelectorAll('thead th:not(.head)')].filter((head) => {
          const { left, right } = head.getBoundingClientRect();
          return left >= room.left && right <= room.right + 1;
        }).length;
      });
      expect(whole).toBeGreaterThanOrEqual(12);
    },
  );
});
