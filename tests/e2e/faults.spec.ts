import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import {
  addressAt,
  THREE,
  chooseExample,
  expectStep,
  live,
  loadFile,
  nextButton,
  openLab,
  stage,
} from './lab';

/** Three nodes in term 1, with n1 as the leader. */
const TERM_1 = `title = "Term 1"
num_nodes = 3
num_clients = 0

[[node]]
id = "n1"
term = 1
role = "leader"

[[node]]
id = "n2"
term = 1
voted_for = "n1"

[[node]]
id = "n3"
term = 1
voted_for = "n1"
`;

/** Runs a text, and waits until it runs. */
async function run(page: Page, toml: string, title: string) {
  await loadFile(page, toml);
  await expect(page.locator('h1')).toHaveText(title);
}

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const node = (page: Page, name: string | RegExp) => stage(page).getByRole('article', { name });

/** Opens Break… and returns its dialog. */
async function breakThings(page: Page) {
  await button(page, 'Break…').click();
  return dialog(page, 'Break things');
}

test.beforeEach(({ page }) => openLab(page));

test('a node is crashed and restarted from the stage', { tag: '@once' }, async ({ page }) => {
  await run(page, TERM_1, 'Term 1');
  await node(page, 'n1, leader, term 1').getByRole('button', { name: 'Open n1' }).click();
  await dialog(page, 'n1').getByRole('button', { name: 'Crash' }).click();
  await expect(live(page)).toContainText('Step 1. n1 crashes');
  await expect(node(page, 'n1, crashed, term 1')).toBeVisible();

  await button(page, 'Open n2').click();
  await dialog(page, 'n2').getByRole('button', { name: 'Fire election timeout' }).click();
  for (let i = 0; i < 6; i++) await page.keyboard.press('n');
  await expect(node(page, 'n2, leader, term 2')).toBeVisible();

  await button(page, 'Open n1').click();
  await expect(dialog(page, 'n1').getByRole('row', { name: /currentTerm/ })).toContainText('1');
  await dialog(page, 'n1').getByRole('button', { name: 'Restart' }).click();
  await expect(live(page)).toContainText('n1 restarts with what it has stored');
  await expect(node(page, 'n1, follower, term 1')).toBeVisible();
});

test('a partition is drawn and healed via Break…', { tag: '@once' }, async ({ page }) => {
  await run(page, THREE, 'Three');
  const open = await breakThings(page);
  await expect(open).toContainText('Choose some nodes, but not all.');
  await open.getByRole('checkbox', { name: 'n3', exact: true }).check();
  await open.getByRole('button', { name: 'Cut the network' }).click();
  await expect(open).toContainText('The network is cut: n1 n2 | n3');
  await open.getByRole('button', { name: 'Close' }).click();
  await expect(live(page)).toContainText('Step 1. The network is cut: n1 n2 | n3.');

  for (let i = 0; i < 8; i++) await page.keyboard.press('n');
  await expect(node(page, 'n1, leader, term 1')).toBeVisible();
  await expect(node(page, 'n3, follower, term 0')).toBeVisible();
  await expect(
    stage(page)
      .getByRole('button', { name: /RequestVote from n1 to n3.*held/ })
      .first(),
  ).toBeVisible();

  await (await breakThings(page)).getByRole('button', { name: 'Heal the network' }).click();
  await dialog(page, 'Break things').getByRole('button', { name: 'Close' }).click();
  await expect(live(page)).toContainText('The network is whole again');
  for (let i = 0; i < 6; i++) await page.keyboard.press('n');
  await expect(node(page, 'n3, follower, term 1')).toBeVisible();
});

test('a row dragged over the line is cut off, and the stage heals', { tag: '@once' }, async ({ page }) => {
  await run(page, THREE, 'Three');
  await stage(page).getByRole('button', { name: 'Cut…' }).click();
  const row = await node(page, /^n2/).boundingBox();
  const line = await stage(page).getByText('drag rows below this line').boundingBox();
  if (!row || !line) throw new Error('no row, or no line');
  await page.mouse.move(row.x + row.width * 0.45, row.y + row.height / 2);
  await page.mouse.down();
  await page.mouse.move(row.x + row.width * 0.5, line.y);
  await page.mouse.move(row.x + row.width * 0.5, line.y + line.height + 6);
  await page.mouse.up();
  await expect(stage(page).getByText('n1 n3 | n2: it would hold')).toBeVisible();
  await stage(page).getByRole('button', { name: 'Cut', exact: true }).click();
  await expect(live(page)).toContainText('Step 1. The network is cut: n1 n3 | n2.');
  await stage(page).getByRole('button', { name: 'Heal' }).click();
  await expect(live(page)).toContainText('The network is whole again');
});

test('a cut is chosen on the stage by keyboard', { tag: '@once' }, async ({ page }) => {
  await run(page, THREE, 'Three');
  await stage(page).getByRole('button', { name: 'Cut…' }).press('Enter');
  await stage(page).getByRole('checkbox', { name: 'Cut off n3' }).press('Space');
  await stage(page).getByRole('button', { name: 'Cut', exact: true }).press('Enter');
  await expect(live(page)).toContainText('Step 1. The network is cut: n1 n2 | n3.');
});

/** Two branches: an election of n1, and one of n2 from step 1 on. The second is shown. */
async function fork(page: Page) {
  await run(page, THREE, 'Three');
  for (let i = 0; i < 3; i++) await page.keyboard.press('n');
  await expectStep(page, 3);
  for (let i = 0; i < 2; i++) await page.keyboard.press('p');
  await expectStep(page, 1);
  await button(page, 'Open n2').click();
  await dialog(page, 'n2').getByRole('button', { name: 'Fire election timeout' }).click();
  await expectStep(page, 2);
  await button(page, '2 branches').click();
  return dialog(page, 'Branches');
}

test('branches are made, named, compared, switched, deleted, back', { tag: '@once' }, async ({ page }) => {
  const branches = await fork(page);
  const name = branches.getByRole('textbox', { name: 'Name of branch 1' });
  await name.fill('Calm');
  await name.press('Tab');
  await branches.getByRole('button', { name: 'Compare with Calm' }).click();
  const compared = dialog(page, 'Compare two steps');
  await expect(compared.getByRole('button', { name: 'First difference: step 2' })).toBeVisible();
  await expect(compared.getByText('n2 votes for n1')).toBeVisible();
  await expect(compared.getByRole('table').first()).toBeVisible();
  await compared.getByRole('button', { name: 'Close' }).click();
  await button(page, '2 branches').click();
  await branches.getByRole('button', { name: 'Switch to Calm' }).click();
  await branches.getByRole('button', { name: 'Delete Branch 2' }).click();
  await expect(branches.getByRole('listitem')).toHaveCount(1);
  await branches.getByRole('button', { name: 'Undo' }).click();
  await expect(branches.getByRole('listitem')).toHaveCount(2);
  await branches.getByRole('button', { name: 'Close' }).click();
  await expect(live(page)).toContainText('Step 2. n2 votes for n1');
  await expect(button(page, '2 branches')).toBeVisible();
});

test('the whole tree is kept when the person says so, and a reload comes back to it', async ({ page }) => {
  const branches = await fork(page);
  await branches.getByRole('textbox', { name: 'Name of branch 2' }).fill('Two stand');
  await branches.getByRole('textbox', { name: 'Name of branch 2' }).press('Tab');
  await branches.getByRole('button', { name: 'Keep all in this browser' }).click();
  await expect(branches.getByRole('status')).toContainText('All is kept');
  await branches.getByRole('button', { name: 'Close' }).click();
  await page.waitForURL(/#kept=\w+&step=2$/);
  const told = (await live(page).textContent()) ?? '';

  await page.reload();
  await expect(live(page)).toHaveText(told);
  await expect(page.locator('h1')).toHaveText('Three');
  await button(page, '2 branches').click();
  await expect(branches.getByRole('textbox', { name: 'Name of branch 2' })).toHaveValue('Two stand');
  await branches.getByRole('button', { name: 'Switch to Branch 1' }).click();
  await branches.getByRole('button', { name: 'Close' }).click();
  await expect(live(page)).toContainText('Step 2. n2 votes for n1');
});

test(
  'two tabs that keep a run each have both, and each address leads to its own',
  { tag: '@once' },
  async ({ page: first, context }) => {
    const second = await context.newPage();
    const kept: string[] = [];
    for (const [page, steps] of [
      [first, 2],
      [second, 3],
    ] as const) {
      await openLab(page);
      await run(page, THREE, 'Three');
      for (let i = 0; i < steps; i++) await nextButton(page).click();
      await expectStep(page, steps);
      await page.getByRole('button', { name: /^\d+ branch/ }).click();
      await page.getByRole('button', { name: 'Keep all in this browser' }).click();
      await page.waitForURL(/#kept=\w+&step=/);
      kept.push(page.url());
    }
    const third = await context.newPage();
    for (const [i, url] of kept.entries()) {
      await third.goto('./');
      await third.goto(url);
      await expectStep(third, i + 2);
    }
    await third.getByRole('button', { name: /^\d+ branch/ }).click();
    await third.getByRole('button', { name: 'Runs kept here…' }).click();
    await expect(third.getByRole('list', { name: 'Kept in this browser' }).getByRole('listitem')).toHaveCount(
      2,
    );
    await third.getByRole('button', { name: 'Open Three', exact: true }).click();
    await expectStep(third, 2);
  },
);

test('a kept tree that cannot be read is said, and the lab works', async ({ page: first, context }) => {
  const branches = await fork(first);
  await branches.getByRole('button', { name: 'Keep all in this browser' }).click();
  await branches.getByRole('button', { name: 'Close' }).click();
  await first.waitForURL(/#kept/);
  await first.evaluate(() => {
    for (const key of Object.keys(localStorage)) localStorage.setItem(key, '{"version":1,');
  });
  // A new tab, because this one still has its run.
  const page = await context.newPage();
  await page.goto(first.url());
  await expect(page.getByRole('alert')).toContainText('cannot be read. What is shown is something else');
  await expectStep(page, 0);
  await nextButton(page).click();
  await expectStep(page, 1);
});

test('a bug is switched on, and the same acts break a promise', { tag: '@once' }, async ({ page }) => {
  await run(page, TERM_1, 'Term 1');
  await button(page, 'Open n3').click();
  await dialog(page, 'n3').getByRole('button', { name: 'Fire election timeout' }).click();
  const list = page.getByRole('list', { name: 'Messages in flight' });
  await list.getByRole('button', { name: 'Deliver RequestVote from n3 to n1' }).click();
  await list.getByRole('button', { name: 'Deliver VoteResponse from n1 to n3' }).click();
  await expectStep(page, 3);
  await expect(button(page, 'safe every promise of Raft holds')).toBeVisible();

  const open = await breakThings(page);
  await open.getByText('Bugs to switch on').click();
  await open.getByRole('checkbox', { name: 'no-step-down' }).check();
  await open.getByRole('button', { name: 'Close' }).click();
  await expectStep(page, 3);
  await expect(page.getByText('bug on: no-step-down')).toBeVisible();
  await button(page, 'Election safety broken at step 3').click();
  await expect(
    dialog(page, 'Broken promises').getByRole('article', { name: 'Election safety broken' }),
  ).toContainText('at most one leader can be elected in a given term');
  await dialog(page, 'Broken promises').getByRole('button', { name: 'Close' }).click();

  await (await breakThings(page)).getByRole('checkbox', { name: 'no-step-down' }).uncheck();
  await dialog(page, 'Break things').getByRole('button', { name: 'Close' }).click();
  await expect(button(page, 'safe every promise of Raft holds')).toBeVisible();
  await expect(page.getByText(/bug on/)).toHaveCount(0);
});

test(
  'a bug from the examples is run to its violation, which is read and gone to',
  { tag: '@once' },
  async ({ page }) => {
    await chooseExample(page, /^Bug: an older entry is committed by counting/);
    await expect(page.locator('h1')).toHaveText('Bug: an older entry is committed by counting');
    await nextButton(page).focus();
    for (let step = 0; step < 5; step++) {
      await expect(button(page, 'safe every promise of Raft holds')).toBeVisible();
      await nextButton(page).click();
      await expectStep(page, step + 1);
    }
    await page.keyboard.press('n');
    await expectStep(page, 6);
    await button(page, 'Leader completeness broken at step 5').click();
    const told = dialog(page, 'Broken promises').getByRole('article', { name: 'Leader completeness broken' });
    await expect(told).toContainText('if a log entry is committed in a given term');
    await expect(told.getByRole('list', { name: 'Log' }).first()).toBeVisible();
    await told.getByRole('button', { name: 'Go to step 5' }).click();
    await expectStep(page, 5);
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.waitForURL(addressAt(5));
    await page.reload();
    await expect(button(page, 'Leader completeness broken at step 5')).toBeVisible();
  },
);
