import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { expectNoViolations, setTheme, THEMES } from './axe';
import { addressAt, chooseExample, chooseTheme, expectStep, fromFile, live } from './lab';

async function openCompare(page: Page, hash = ''): Promise<void> {
  await page.goto(`./compare/${hash}`);
  await page.waitForURL(addressAt());
}

const side = (page: Page, name: RegExp) => page.getByRole('region', { name });

test('the home page and the lab lead here', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'Compare two systems' }).click();
  await page.waitForURL(/compare\//);
  await page.getByRole('link', { name: 'One system' }).click();
  await page.getByRole('link', { name: 'Two systems' }).click();
  await expect(side(page, /^Left: Raft/)).toBeVisible();
});

test('Next moves both sides by phase, and a reload comes back to the step', async ({ page }) => {
  await openCompare(page);
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown');
  await expect(live(page)).toContainText('Raft: n1 commits index 1');
  await page.keyboard.press('PageUp');
  await page.waitForURL(addressAt(2));
  await page.reload();
  await expectStep(page, 2);
  await page.keyboard.press('n');
  await expect(live(page)).toContainText('Raft: n1 commits index 1');
});

test(
  'what was done to both is in the address, and comes back with a reload',
  { tag: '@once' },
  async ({ page }) => {
    await openCompare(page);
    await page.keyboard.press('n');
    await page.getByRole('button', { name: 'Crash leader' }).click();
    await page.getByRole('button', { name: 'Elect another' }).click();
    await page.keyboard.press('n');
    await page.waitForURL(addressAt(4));
    const told = await live(page).textContent();
    expect(told).toContain('Raft: n2 wins the election for term 2');
    await page.reload();
    await expectStep(page, 4);
    await expect(live(page)).toHaveText(told ?? '');
  },
);

test('every example plays to its end', { tag: '@once' }, async ({ page }) => {
  await openCompare(page);
  const titles = page.locator('header .list b');
  await titles.first().waitFor({ state: 'attached' });
  expect(await titles.count()).toBeGreaterThan(3);
  for (const title of await titles.allTextContents()) {
    await chooseExample(page, RegExp(`^${title}`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await page.keyboard.press('End');
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
});

test('a pair is saved as a file and opened again', { tag: '@once' }, async ({ page }) => {
  await openCompare(page);
  for (let i = 0; i < 4; i++) await page.keyboard.press('n');
  await fromFile(page, 'Edit TOML');
  const text = await page.getByRole('textbox', { name: 'TOML text' }).inputValue();
  expect(text).toContain('[compare]\nsystems = ["raft", ');
  await page.keyboard.press('Escape');
  await openCompare(page);
  const file = { name: 'pair.toml', mimeType: 'application/toml', buffer: Buffer.from(text) };
  await page.getByLabel('TOML file').setInputFiles(file);
  await expect(page.getByText('of 4', { exact: true })).toBeVisible();
  await page.keyboard.press('End');
  await expectStep(page, 4);
});

test('a side goes on in the lab where it stood', async ({ page }) => {
  await openCompare(page);
  for (let i = 0; i < 3; i++) await page.keyboard.press('n');
  await side(page, /^Left/).getByRole('button', { name: 'Lab…' }).click();
  await page.waitForURL(/lab\/#v1\./);
  await expectStep(page, 15);
});

for (const [width, height] of [
  [1024, 768],
  [1280, 720],
] as const) {
  test(`stages, table and Next are in view at ${width} by ${height}`, { tag: '@once' }, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openCompare(page);
    for (const theme of ['light', 'projector']) {
      await chooseTheme(page, theme);
      await page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await page.keyboard.press('Home');
      for (let i = 0; i < 4; i++, await page.keyboard.press('n')) {
        const parts = [
          side(page, /^Left/),
          side(page, /^Right/),
          page.getByRole('button', { name: /^Next/ }),
        ];
        for (const part of parts) await expect(part, `${theme} ${i}`).toBeInViewport({ ratio: 0.99 });
        // Without room for both, V shows the table in place of the stages.
        const turns = theme === 'projector' || width < 1120;
        if (turns) await page.keyboard.press('v');
        for (const row of [/become leader/, /steps to first commit/, /after the leader is lost/])
          await expect(page.getByRole('row', { name: row }), `${theme} ${i}`).toBeInViewport({ ratio: 0.9 });
        if (turns) await page.keyboard.press('v');
      }
      const beyond = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
      expect(beyond, theme).toBeLessThanOrEqual(0);
    }
  });
}

for (const [theme, width, height, rows] of [
  ['projector', 800, 600, 1],
  ['light', 800, 600, 1],
  ['light', 390, 844, 2],
] as const) {
  test(`the transport takes ${rows} rows in ${theme}, ${width} wide`, { tag: '@once' }, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await setTheme(page, theme);
    await openCompare(page);
    const middles = await page
      .getByRole('navigation', { name: 'Transport' })
      .locator('button, select, input')
      .evaluateAll((all) =>
        all
          .filter((it) => it.checkVisibility())
          .map((it) => it.getBoundingClientRect())
          .map(({ y, height }) => y + height / 2),
      );
    const far = middles.filter((y, i) => middles.findIndex((other) => Math.abs(other - y) < 12) === i);
    expect(far).toHaveLength(rows);
  });
}

test(
  'Play goes on by itself, by message too, and what is done by hand pauses it',
  { tag: '@once' },
  async ({ page }) => {
    await openCompare(page);
    await page.getByRole('combobox', { name: 'Speed of Play' }).selectOption('×20');
    await page.getByRole('combobox', { name: 'A step is' }).selectOption('by message');
    await page.getByRole('button', { name: 'Play' }).click();
    await expect(live(page)).toContainText(/Step \d\d/);
    await page.getByRole('button', { name: 'Lose a message' }).click();
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  },
);

test(
  'with the keyboard alone a message is lost on both sides, and F5 comes back to it',
  { tag: '@once' },
  async ({ page }) => {
    await openCompare(page);
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await side(page, /^Right/)
      .getByRole('button', { name: /^Accept from l1 to a2/ })
      .focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Accept from l1 to a2' });
    await dialog.getByRole('checkbox', { name: /To both.*AppendEntries from n1 to n3/ }).focus();
    await page.keyboard.press('Space');
    await dialog.getByRole('button', { name: 'Drop' }).focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expectStep(page, 3);
    await page.waitForURL(addressAt(3));
    const told = await live(page).textContent();
    await page.reload();
    await expect(live(page)).toHaveText(told ?? '');
    await expect(side(page, /^Right/).getByRole('button', { name: /^Accept from l1 to/ })).toHaveCount(2);
  },
);

test('going to the lab and back finds the pair as it was left', async ({ page }) => {
  await openCompare(page);
  for (let i = 0; i < 4; i++) await page.keyboard.press('n');
  await page.getByRole('link', { name: 'One system' }).click();
  await page.waitForURL(/lab\//);
  await page.goBack();
  await expectStep(page, 4);
  await page.goForward();
  await page.waitForURL(/lab\//);
  await expect(page.getByRole('region', { name: 'Stage' })).toHaveCount(1);
});

test('an address given to the open page is followed', { tag: '@once' }, async ({ page }) => {
  await openCompare(page);
  await page.evaluate(() => (location.hash = '#example=leader-crashes.toml&step=4'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The leader crashes');
  await expectStep(page, 4);
});

const BAD: readonly (readonly [string, RegExp])[] = [
  ['num_nodes = 3', /the file has no \[compare\]/],
  ['[compare]\nsystems = ["raft", "paxos"]', /line 2, column 20.*expected/s],
  [
    '[compare]\nsystems = ["raft", "single"]\n[[compare.step]]\naction = "drop"\nto = "n1"',
    /line 5, column 1.*add side/s,
  ],
  [
    '[compare]\nsystems = ["raft", "single"]\n[[compare.step]]\naction = "drop"\nside = "left"\nto = "n9"',
    /line 6, column 6.*n1 to n5/s,
  ],
  [
    '[compare]\nsystems = ["raft", "single"]\n[[step]]\naction = "next"',
    /line 3, column 3.*\[\[compare\.step\]\]/s,
  ],
  ['[compare', /line 1/],
];

test(
  'each bad pair file shows where it is wrong, and leaves the stages',
  { tag: '@once' },
  async ({ page }) => {
    await openCompare(page);
    for (let i = 0; i < 3; i++) await page.keyboard.press('n');
    const before = await page.getByRole('main').textContent();
    const dialog = page.getByRole('region', { name: 'Scenario as TOML' });
    for (const [text, message] of BAD) {
      const file = { name: 'pair.toml', mimeType: 'application/toml', buffer: Buffer.from(text) };
      await page.getByLabel('TOML file').setInputFiles(file);
      await expect(dialog.getByRole('alert')).toContainText(message);
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect.poll(() => page.getByRole('main').textContent()).toBe(before);
    }
  },
);

for (const theme of THEMES) {
  test(
    `axe finds nothing in ${theme}, whatever is open, and the page never scrolls sideways`,
    { tag: '@once' },
    async ({ page }) => {
      await setTheme(page, theme);
      await openCompare(page);
      await expectNoViolations(page, 'start');
      for (let i = 0; i < 3; i++) await page.keyboard.press('n');
      await expectNoViolations(page, 'running');
      const pill = side(page, /^Left/)
        .getByRole('list')
        .getByRole('button', { name: / to n\d: / });
      for (const opener of [
        pill.first(),
        side(page, /^Left/).getByRole('button', { name: 'Open n1' }),
        page.getByRole('button', { name: 'Help: keys' }),
        ...(theme === 'projector' ? [page.getByRole('button', { name: 'To both…' })] : []),
      ]) {
        await opener.click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await expectNoViolations(
          page,
          `${await page.getByRole('dialog').getAttribute('aria-labelledby')} open`,
        );
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      await page.keyboard.press('c');
      await expect(page.getByRole('alert')).toBeVisible();
      await expectNoViolations(page, 'a refusal shown');
      for (const width of [1280, 1024, 390, 320]) {
        await page.setViewportSize({ width, height: 720 });
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(beyond, `${width} wide`).toBeLessThanOrEqual(0);
      }
      // At the end of the page the foot lies over nothing. Elsewhere it may cover half of a name, which can be scrolled out.
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await expectNoViolations(page, '320 wide');
    },
  );
}
