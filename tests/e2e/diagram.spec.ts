import type { Page } from '@playwright/test';
import { expectNoViolations, setTheme, THEMES } from './axe';
import { expect, test } from './fixtures';
import { expectStep, loadFile, openLab, openView } from './lab';

const diagram = (page: Page) => page.getByRole('group', { name: 'Space-time diagram' });
const open = (page: Page) => page.getByRole('list', { name: 'In flight in the diagram' });

/** Opens the lab after some steps, with the diagram drawn. */
async function openAt(page: Page, steps: number) {
  await openLab(page);
  await openView(page);
  await diagram(page).waitFor();
  for (let i = 0; i < steps; i++) await page.keyboard.press('n');
  await expectStep(page, steps);
}

test('an open arrow is pressed, and its message delivered', { tag: '@once' }, async ({ page }) => {
  await openAt(page, 1);
  await open(page)
    .getByRole('button', { name: /^RequestVote from n1 to n3/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deliver' }).click();
  await expectStep(page, 2);
  await expect(open(page).getByRole('button', { name: /^VoteResponse from n3 to n1/ })).toBeVisible();
});

test('the line of an open arrow can be pressed too', { tag: '@once' }, async ({ page }) => {
  await openAt(page, 1);
  const pill = await open(page)
    .getByRole('button', { name: /^RequestVote from n1 to n5/ })
    .boundingBox();
  if (!pill) throw new Error('The message is not shown');
  await page.mouse.click(pill.x - 5, pill.y + pill.height / 2);
  await expect(page.getByRole('dialog')).toContainText('RequestVote from n1 to n5');
});

test('a click on a column travels there; what came after stays', { tag: '@once' }, async ({ page }) => {
  await openAt(page, 8);
  const number = await diagram(page).locator('svg text', { hasText: /^3$/ }).boundingBox();
  if (!number) throw new Error('The column has no number');
  await page.mouse.click(number.x + number.width / 2, number.y + number.height / 2);
  await expectStep(page, 3);
  await expect(diagram(page).locator('svg text', { hasText: /^8$/ })).toBeVisible();
});

test('pointing at a message tells its fields and lights its past', { tag: '@once' }, async ({ page }) => {
  await openAt(page, 4);
  await open(page).getByRole('button').first().hover();
  await expect(page.getByText(/events led to it/).first()).toBeVisible();
  await expect(diagram(page).locator('svg g.dim').first()).toBeAttached();
});

test('a long run scrolls and zooms; only a part of it is drawn', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  await openView(page);
  await diagram(page).waitFor();
  const buffer = Buffer.from('requests_per_client = 40\n[[step]]\naction = "next"\ncount = 900\n');
  await page
    .getByLabel('TOML file')
    .setInputFiles({ name: 'long.toml', mimeType: 'application/toml', buffer });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Untitled');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('End');
  await expectStep(page, 900);
  const texts = diagram(page).locator('svg text');
  await expect(texts.filter({ hasText: /^step 900$/ })).toBeInViewport();
  expect(await texts.count()).toBeLessThan(400);
  const left = () => diagram(page).evaluate((it) => it.scrollLeft);
  const end = await left();
  await page.getByRole('button', { name: 'Earlier', exact: true }).click();
  await expect.poll(left).toBeLessThan(end - 100);
  await page.getByRole('button', { name: 'Later', exact: true }).click();
  await expect.poll(left).toBeGreaterThan(end - 2);
  await diagram(page).evaluate((it) => it.scrollTo({ left: 0 }));
  await expect(texts.filter({ hasText: /^2$/ })).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Follow the present' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await diagram(page).focus();
  await page.keyboard.press('0');
  await expect(texts.filter({ hasText: /^step 900$/ })).toBeInViewport();
});

/** The end of a run that is longer than the diagram is wide. */
async function openLong(page: Page) {
  await openLab(page);
  await openView(page);
  await diagram(page).waitFor();
  await loadFile(page, 'title = "Sixty"\n[[step]]\naction = "next"\ncount = 60\n');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('End');
  await expectStep(page, 60);
  await expect(diagram(page).locator('svg text', { hasText: /^step 60$/ })).toBeInViewport();
}

test(
  'behind the table the diagram stands as it was left, and wheels move it',
  { tag: '@once' },
  async ({ page }) => {
    await openLong(page);
    const left = () => diagram(page).evaluate((it) => it.scrollLeft);
    const before = await left();
    const table = page.getByRole('button', { name: 'As a table' });
    await table.click();
    await expect(diagram(page)).toBeHidden();
    await table.click();
    await expect(diagram(page).locator('svg text', { hasText: /^step 60$/ })).toBeInViewport();
    expect(await left()).toBeCloseTo(before, 0);
    await diagram(page).hover();
    await page.mouse.wheel(0, -200);
    await expect.poll(left).toBeLessThan(before - 100);
    // Ctrl and the wheel zoom the diagram, not the page.
    const whole = () => diagram(page).evaluate((it) => it.scrollWidth);
    const wide = await whole();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -100);
    await page.keyboard.up('Control');
    await expect.poll(whole).toBeGreaterThan(wide + 100);
  },
);

test('what is pressed fast does not end following', { tag: '@once' }, async ({ page }) => {
  await openLong(page);
  const follows = page.getByRole('button', { name: 'Follow the present' });
  const present = (step: number) => diagram(page).locator('svg text', { hasText: RegExp(`^step ${step}$`) });
  await diagram(page).focus();
  // Each key in the frame after the last one, before the browser reports where that one has scrolled to.
  await diagram(page).evaluate(async (it) => {
    for (const key of '----++++++++') {
      it.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    }
  });
  await expect(present(60)).toBeInViewport();
  await expect(follows).toHaveAttribute('aria-pressed', 'true');
  for (const key of ['Home', 'End', 'Home', 'End', 'Home', 'End']) await page.keyboard.press(key);
  await expect(present(60)).toBeInViewport();
  await expect(follows).toHaveAttribute('aria-pressed', 'true');
});

const CUT = `title = "Cut"
num_nodes = 5
num_clients = 0
[[step]]
action = "next"
[[step]]
action = "partition"
groups = [["n1", "n2"], ["n3", "n4", "n5"]]
`;

test(
  'a drag selects nothing, and what is drawn does not hide that the diagram has the focus',
  {
    tag: '@once',
  },
  async ({ page }) => {
    await openLab(page);
    await openView(page);
    await loadFile(page, CUT);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('End');
    await expectStep(page, 2);
    const box = await diagram(page).boundingBox();
    const pill = await open(page).getByRole('button').first().boundingBox();
    if (!box || !pill) throw new Error('The diagram is not shown');
    // The ground tinted by a partition, left of the messages in flight.
    const clip = { x: pill.x - 6, y: box.y + box.height - 4, width: 4, height: 3 };
    const edge = () => page.screenshot({ clip, animations: 'disabled' });
    const without = await edge();
    await diagram(page).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    expect((await edge()).equals(without)).toBe(false);
    await page.mouse.move(box.x + 20, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(pill.x + pill.width + 60, box.y + box.height - 10, { steps: 4 });
    await page.mouse.up();
    expect(await page.evaluate(() => String(getSelection()))).toBe('');
  },
);

for (const theme of THEMES) {
  test(`axe finds nothing in the diagram and its table, ${theme}`, { tag: '@once' }, async ({ page }) => {
    await setTheme(page, theme);
    await openLab(page);
    await openView(page);
    await diagram(page).waitFor();
    for (let i = 0; i < 16; i++) await page.keyboard.press('PageDown');
    await page.keyboard.press('PageUp');
    await expectNoViolations(page, `${theme}, diagram`);
    await page.getByRole('button', { name: 'As a table' }).click();
    await expect(page.getByRole('table').first()).toBeVisible();
    await expectNoViolations(page, `${theme}, table`);
  });
}
