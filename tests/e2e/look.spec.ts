import type { Page } from '@playwright/test';
import { expectNoViolations, setTheme, THEMES } from './axe';
import { expect, test } from './fixtures';
import {
  addressAt,
  chooseTheme,
  fromFile,
  loadFile,
  nextButton,
  openBranches,
  openLab,
  openSearch,
  stage,
  untilAlive,
} from './lab';

// Animations change sizes and colours, so they are off.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function openCompare(page: Page): Promise<void> {
  await page.goto('./compare/');
  await page.waitForURL(addressAt());
}

/** The states of the lab to look at, each reached from the start. */
const STATES: Record<string, (page: Page) => Promise<unknown>> = {
  start: async () => {},
  running: async (page) => {
    for (let i = 0; i < 16; i++) await page.keyboard.press('n');
  },
  message: async (page) => {
    await page.keyboard.press('n');
    await stage(page)
      .getByRole('button', { name: /^RequestVote from n1 to n2/ })
      .click();
  },
  node: (page) => page.getByRole('button', { name: 'Open n1' }).click(),
  statechart: async (page) => {
    for (let i = 0; i < 4; i++) await page.keyboard.press('n');
    await page.getByRole('button', { name: 'Statechart' }).click();
    await page.getByRole('img', { name: /^n\d is / }).waitFor();
  },
  why: async (page) => {
    await page.keyboard.press('n');
    const question = page.getByRole('button', { name: /^Why does n1 not lead/ });
    // In lecture mode it is behind a button.
    const behind = page.getByRole('button', { name: 'Why', exact: true });
    await question.or(behind).first().waitFor();
    if (!(await question.isVisible())) await behind.click();
    await question.click();
    await page.getByRole('dialog').waitFor();
  },
  keys: (page) => page.keyboard.press('?'),
  break: (page) => page.getByRole('button', { name: 'Break…' }).click(),
  promises: (page) => page.getByRole('button', { name: /promise/ }).click(),
  export: (page) => fromFile(page, 'Save or export…'),
  logs: async (page) => {
    for (let i = 0; i < 30; i++) await page.keyboard.press('n');
    await page.getByRole('button', { name: 'Logs', exact: true }).click();
  },
  'two steps compared': async (page) => {
    for (let i = 0; i < 5; i++) await page.keyboard.press('n');
    await page.keyboard.press('c');
  },
  branches: openBranches,
  'runs kept': async (page) => {
    await openBranches(page);
    await page.getByRole('button', { name: 'Keep all in this browser' }).click();
    await page.getByRole('button', { name: 'Runs kept here…' }).click();
    await page.getByRole('list', { name: 'Kept in this browser' }).getByRole('listitem').waitFor();
  },
  share: async (page) => {
    const share = page.getByRole('button', { name: 'Share', exact: true });
    // In lecture mode it is in the menu, and shows the code at once.
    if (await share.isVisible()) {
      await share.click();
      await page.getByRole('button', { name: 'Show a QR code for phones' }).click();
    } else await fromFile(page, 'Share, with a QR code…');
    await page.getByRole('img', { name: /QR code/ }).waitFor();
  },
  search: openSearch,
  'in a frame': async (page) => {
    await page.goto('./lab/?embed#example=election.toml&step=2');
    await untilAlive(page);
  },
  'error in a text': (page) => loadFile(page, 'num_nods = 5\nseed = -1'),
  'refused act': async (page) => {
    await loadFile(page, 'num_nodes = 2\nnum_clients = 0\n[[node]]\nid = "n1"\n');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Untitled');
    await page.keyboard.press('n');
  },
};

/** All states, or the named ones. */
function states(...names: string[]): [string, (page: Page) => Promise<unknown>][] {
  return Object.entries(STATES).filter(([name]) => names.length === 0 || names.includes(name));
}

for (const theme of THEMES) {
  test(`axe finds nothing in the lab, ${theme}`, { tag: '@once' }, async ({ page }) => {
    test.setTimeout(150_000);
    await setTheme(page, theme);
    for (const [state, bringAbout] of states()) {
      await page.goto('about:blank');
      await openLab(page);
      await bringAbout(page);
      await expectNoViolations(page, `${theme}, ${state}`);
    }
  });

  test(`axe finds nothing on the home page, ${theme}`, { tag: '@once' }, async ({ page }) => {
    await setTheme(page, theme);
    await page.goto('./');
    await nextButton(page).waitFor();
    await expectNoViolations(page, 'start');
    await nextButton(page).click();
    await expectNoViolations(page, 'running');
    await stage(page)
      .getByRole('button', { name: /^RequestVote from n1 to n2/ })
      .click();
    await expectNoViolations(page, 'dialog');
  });
}

for (const theme of THEMES) {
  test(`axe finds nothing on the page of rules, ${theme}`, { tag: '@once' }, async ({ page }) => {
    await setTheme(page, theme);
    await page.goto('./rules/#raft-vote-once');
    await expectNoViolations(page, 'a rule');
  });
}

/** The states of the Compare page, in one visit. */
async function* compared(page: Page): AsyncGenerator<string> {
  await page.goto('./compare/');
  await page.waitForURL(addressAt());
  yield 'start';
  for (let i = 0; i < 4; i++) await page.keyboard.press('n');
  yield 'running';
  await page.getByRole('button', { name: 'Open n2' }).click();
  yield 'node';
  await page.keyboard.press('Escape');
  await loadFile(page, 'num_nodes = 3');
  yield 'error in a text';
}

for (const theme of THEMES) {
  test(`axe finds nothing on the page that compares, ${theme}`, { tag: '@once' }, async ({ page }) => {
    test.setTimeout(90_000);
    await setTheme(page, theme);
    for await (const state of compared(page)) await expectNoViolations(page, `${theme}, ${state}`);
  });
}

test('compared: targets are at least 24 by 24, no scrolling sideways', { tag: '@once' }, async ({ page }) => {
  for await (const state of compared(page)) expect(await small(page, 24), state).toEqual([]);
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${width} pixels`).toBeLessThanOrEqual(width);
  }
});

test('the theme that was kept is there before the page is alive', async ({ page }) => {
  await setTheme(page, 'projector');
  // The page's scripts never arrive.
  await page.route('**/_app/**/*.js', () => {});
  await page.goto('./lab/', { waitUntil: 'domcontentloaded' });
  await expect(page.locator('html[data-theme="projector"]')).toBeAttached();
});

test('axe finds nothing where there is no page', async ({ page }) => {
  await page.goto('./404.html');
  await expectNoViolations(page, '404');
});

/** Controls smaller than `least`, by name and size. Links within a sentence are exempt. */
function small(page: Page, least: number): Promise<string[]> {
  return page.evaluate((most) => {
    const all = document.querySelectorAll<HTMLElement>(
      'button, a, input, select, textarea, summary, label:has(input), [role="button"], [role="link"], [tabindex="0"]',
    );
    return [...all].flatMap((it) => {
      if (!it.checkVisibility() || it.matches('.visually-hidden')) return [];
      const target = it.matches('[type="checkbox"], [type="radio"]') ? (it.closest('label') ?? it) : it;
      const { width, height } = target.getBoundingClientRect();
      const name = it.getAttribute('aria-label') ?? it.textContent?.trim() ?? '';
      return width < most - 0.01 || height < most - 0.01
        ? [`${it.tagName} ${name}: ${width.toFixed(1)}×${height.toFixed(1)}`]
        : [];
    });
  }, least);
}

test('targets are at least 24 by 24', { tag: '@once' }, async ({ page }) => {
  test.setTimeout(150_000);
  for (const [state, bringAbout] of states()) {
    await page.goto('about:blank');
    await openLab(page);
    await bringAbout(page);
    expect(await small(page, 24), state).toEqual([]);
  }
  await page.goto('./');
  await nextButton(page).click();
  expect(await small(page, 24), 'home').toEqual([]);
  await page.goto('./rules/');
  expect(await small(page, 24), 'rules').toEqual([]);
  await openSearch(page);
  expect(await small(page, 24), 'search').toEqual([]);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

  test('targets are at least 44 by 44', { tag: '@once' }, async ({ page }) => {
    test.setTimeout(150_000);
    for (const [state, bringAbout] of states()) {
      await page.goto('about:blank');
      await openLab(page);
      await bringAbout(page);
      expect.soft(await small(page, 44), state).toEqual([]);
    }
    await page.goto('./');
    await nextButton(page).click();
    expect.soft(await small(page, 44), 'home').toEqual([]);
    await page.goto('./rules/');
    expect.soft(await small(page, 44), 'rules').toEqual([]);
    await openSearch(page);
    expect.soft(await small(page, 44), 'search').toEqual([]);
    for await (const state of compared(page))
      expect.soft(await small(page, 44), `compared, ${state}`).toEqual([]);
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 844 } });

  for (const theme of THEMES) {
    test(`no scrolling sideways at 320 and 390 pixels, ${theme}`, { tag: '@once' }, async ({ page }) => {
      const expectNoOverflow = async (state: string) => {
        for (const width of [320, 390]) {
          await page.setViewportSize({ width, height: 844 });
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          expect(wide, `${state}, ${width} pixels`).toBeLessThanOrEqual(width);
        }
      };
      await setTheme(page, theme);
      await page.goto('./');
      await nextButton(page).click();
      await expectNoOverflow('home');
      await page.goto('./rules/');
      await expectNoOverflow('rules');
      await openSearch(page);
      await expectNoOverflow('search');
      for (const [state, bringAbout] of states(
        'running',
        'message',
        'break',
        'branches',
        'error in a text',
        'refused act',
      )) {
        await page.goto('about:blank');
        await openLab(page);
        await bringAbout(page);
        await expectNoOverflow(state);
      }
    });
  }
});

for (const [width, height] of [
  [1024, 768],
  [1280, 720],
] as const) {
  test.describe(`at ${width} by ${height}`, () => {
    test.use({ viewport: { width, height } });

    test('stage, Next, what happened and transport are in view', { tag: '@once' }, async ({ page }) => {
      await openLab(page);
      const happened = page.getByRole('region', { name: /what just happened/ });
      const parts = [
        stage(page),
        page.getByRole('region', { name: 'Next', exact: true }),
        happened,
        page.getByRole('navigation', { name: 'Transport' }),
        nextButton(page),
        happened.locator('.sentence'),
        page.getByRole('list', { name: 'Messages in flight' }).getByRole('listitem').first(),
      ];
      const beside = [parts[1], parts[6]];
      for (const theme of THEMES) {
        await chooseTheme(page, theme);
        await page.evaluate(() => (document.activeElement as HTMLElement).blur());
        await page.keyboard.press('Home');
        for (const steps of [0, 2, 8]) {
          for (let i = 0; i < steps; i++) await page.keyboard.press('n');
          for (const [i, part] of parts.entries()) {
            // In lecture mode all acts are on the stage and in the transport.
            if (theme === 'projector' && beside.includes(part)) continue;
            await expect(part, `${theme}: part ${i} after ${steps} more`).toBeInViewport({ ratio: 0.99 });
          }
          const beyond = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
          expect(beyond, theme).toBeLessThanOrEqual(0);
        }
      }
    });
  });
}

/** Pairs of parts of the lab that overlap by a pixel or more. */
function overlaps(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll('main section.panel, main section[aria-label]')]
      .filter((it) => it.checkVisibility() && it.parentElement?.closest('section') === null)
      .map((it) => ({
        name: it.getAttribute('aria-label') ?? it.className,
        box: it.getBoundingClientRect(),
      }));
    if (parts.length < 5) throw new Error(`There are ${parts.length} parts only`);
    return parts.flatMap((a, i) =>
      parts.slice(i + 1).flatMap((b) => {
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        return wide >= 1 && high >= 1 ? [`${a.name} and ${b.name}`] : [];
      }),
    );
  });
}

test(
  'no part lies over another where the window is low, as a phone is on its side',
  { tag: '@once' },
  async ({ page }) => {
    await openLab(page);
    await page.getByRole('region', { name: 'Views' }).waitFor();
    for (const [width, height] of [
      [844, 390],
      [1024, 420],
      [1280, 480],
      [840, 560],
      [1280, 720],
    ] as const) {
      await page.setViewportSize({ width, height });
      expect(await overlaps(page), `${width} by ${height}`).toEqual([]);
      const beyond = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect(beyond, `${width} by ${height}: the page itself does not scroll`).toBeLessThanOrEqual(0);
      const client = page.getByRole('button', { name: 'Send' });
      await client.scrollIntoViewIfNeeded();
      await expect(client, `${width} by ${height}`).toBeInViewport({ ratio: 0.99 });
      const transport = await page.getByRole('navigation', { name: 'Transport' }).boundingBox();
      const box = await client.boundingBox();
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(transport?.y ?? 0);
    }
  },
);

for (const [width, height] of [
  [1024, 768],
  [1280, 720],
  [390, 844],
] as const) {
  test(`nothing that names a thing is cut at ${width} by ${height}`, { tag: '@once' }, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    for (const theme of THEMES) {
      await page.goto('about:blank');
      await openLab(page);
      await chooseTheme(page, theme);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      for (const steps of [1, 60]) {
        for (let i = 0; i < steps; i++) await page.keyboard.press('n');
        expect(await cut(page, STAGE_TEXTS), `${theme}, ${steps}`).toEqual([]);
      }
    }
  });
}

test(
  'where the window is low, Compare scrolls between the bar and the transport',
  { tag: '@once' },
  async ({ page }) => {
    await openCompare(page);
    for (const [width, height] of [
      [844, 390],
      [1280, 480],
    ] as const) {
      await page.setViewportSize({ width, height });
      const beyond = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect(beyond, `${width} by ${height}`).toBeLessThanOrEqual(0);
    }
  },
);

test('a long answer makes no column wider', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  const key = 'a key of some length';
  await loadFile(
    page,
    `title = "Long"\nsystem = "gossip"\nnum_clients = 1\n[[client]]\nid = "c1"\nrequests = [{ op = "delete", key = "${key}" }]\n[[step]]\naction = "settle"\n`,
  );
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('End');
  await expect(page.getByRole('region', { name: 'Ask as a client' })).toContainText(key);
  for (const width of [1280, 1024, 860, 390]) {
    await page.setViewportSize({ width, height: 720 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, `${width} pixels`).toBeLessThanOrEqual(width);
  }
});

test('nothing of the bars lies beyond the edge, whatever the width', { tag: '@once' }, async ({ page }) => {
  for (const open of [openLab, openCompare]) {
    await page.goto('about:blank');
    await open(page);
    await expect(page.getByRole('navigation', { name: 'Transport' }).getByRole('textbox')).toBeVisible();
    for (const theme of THEMES) {
      await chooseTheme(page, theme);
      for (const width of [1280, 1024, 800, 390, 320]) {
        await page.setViewportSize({ width, height: 600 });
        const beyond = await page.evaluate(() =>
          [
            ...document.querySelectorAll(
              'header:has(.brand) > *, nav[aria-label="Transport"] :is(button, select, span, input)',
            ),
          ]
            .filter((it) => it.checkVisibility() && !it.matches('.visually-hidden'))
            .filter((it) => it.getBoundingClientRect().right > innerWidth)
            .map((it) => it.textContent || it.getAttribute('aria-label')),
        );
        expect(beyond, `${theme}, ${width} wide`).toEqual([]);
        if (width < 800) continue;
        const tops = page.locator('header:has(.brand) > :is(button, select, .button)');
        const rows = await tops.evaluateAll(
          (all) =>
            new Set(
              all
                .filter((it) => it.checkVisibility())
                .map((it) => Math.round(it.getBoundingClientRect().top / 10)),
            ).size,
        );
        expect(rows, `rows of the bar, ${theme}, ${width} wide`).toBe(1);
      }
    }
  }
});

test('nothing is cut in Compare', { tag: '@once' }, async ({ page }) => {
  await openCompare(page);
  for (const theme of THEMES) {
    await chooseTheme(page, theme);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    for (const [width, height] of [
      [1024, 768],
      [1280, 720],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.keyboard.press('Home');
      for (const step of [0, 1, 2, 3, 4]) {
        if (step > 0) await page.keyboard.press('n');
        const where = `${theme}, ${width} wide, step ${step}`;
        // A moving chip is not at its place yet.
        await expect.poll(() => cut(page, STAGE_TEXTS), where).toEqual([]);
      }
    }
  }
});

/** The elements that name things on a stage. */
const STAGE_TEXTS = '.chip, .chip .words, .role, .fact, .cell, .cell .text, .says';

/** Texts with less room than they need. */
function cut(page: Page, which: string): Promise<string[]> {
  return page.evaluate(
    (selector) =>
      [...document.querySelectorAll<HTMLElement>(selector)]
        .filter((it) => it.checkVisibility() && it.scrollWidth > it.clientWidth + 1 && it.clientWidth > 0)
        .map((it) => `${it.textContent?.trim()}: ${it.scrollWidth - it.clientWidth} px`),
    which,
  );
}

for (const [width, theme] of [
  [320, 'light'],
  [1024, 'projector'],
] as const) {
  test(
    `no tab of the dock lies behind another, ${theme}, ${width} px`,
    { tag: '@once' },
    async ({ page }) => {
      await page.setViewportSize({ width, height: 768 });
      await setTheme(page, theme);
      await openLab(page);
      await loadFile(page, 'title = "All views"\nsystem = "gossip"\nnum_nodes = 3');
      const dock = page.getByRole('region', { name: 'Views' });
      if (theme === 'projector') await dock.getByRole('button', { name: 'Reads' }).click();
      else await dock.getByRole('button', { name: 'Larger' }).click();
      const tabs = await dock.locator('header').getByRole('button').all();
      const boxes = await Promise.all(tabs.map((tab) => tab.boundingBox()));
      expect(boxes.length).toBeGreaterThan(5);
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          if (!a || !b) throw new Error('A tab is not drawn');
          const apart =
            a.x + a.width <= b.x + 0.5 || b.x + b.width <= a.x + 0.5 || a.y + a.height <= b.y + 0.5;
          expect(apart).toBe(true);
        }
        expect((a?.x ?? 0) + (a?.width ?? 0)).toBeLessThanOrEqual(width);
      }
    },
  );
}
