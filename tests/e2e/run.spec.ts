import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures';
import {
  addressAt,
  LED,
  THREE,
  chooseExample,
  chooseTheme,
  expectStep,
  fromFile,
  live,
  loadFile,
  nextButton,
  openLab,
  openView,
  settle,
  stage,
  storage,
} from './lab';

const title = 'h1';

test.beforeEach(({ page }) => openLab(page));

test('a file is loaded through the file input', async ({ page }) => {
  await loadFile(page, THREE);
  await expect(page.locator(title)).toHaveText('Three');
  await expect(stage(page).getByRole('article', { name: /^n\d/ })).toHaveCount(3);
  await expectStep(page, 0);
});

test('an election is stepped by clicking messages, on the stage and in the list', async ({ page }) => {
  await loadFile(page, THREE);
  const dialog = page.getByRole('dialog');
  const list = page.getByRole('list', { name: 'Messages in flight' });

  await stage(page)
    .getByRole('button', { name: /^StartElection from main to n1/ })
    .click();
  await dialog.getByRole('button', { name: 'Deliver' }).click();
  await expect(live(page)).toContainText('Step 1. n1 starts an election');
  await expect(stage(page).getByRole('article', { name: 'n1, candidate, term 1' })).toBeVisible();

  await list.getByRole('button', { name: 'Drop RequestVote from n1 to n2' }).click();
  await expect(live(page)).toContainText('Step 2. RequestVote from n1 to n2 is dropped');
  await list.getByRole('button', { name: 'Deliver RequestVote from n1 to n3' }).click();
  await expect(live(page)).toContainText('Step 3. n3 votes for n1 in term 1');

  await stage(page)
    .getByRole('button', { name: /^VoteResponse from n3 to n1/ })
    .click();
  await expect(dialog.getByRole('row', { name: /voteGranted/ })).toContainText('true');
  await dialog.getByRole('button', { name: 'Deliver' }).click();
  await expect(live(page)).toContainText('Step 4. n1 wins the election for term 1 with 2 of 3 votes');
  await expect(stage(page).getByRole('article', { name: 'n1, leader, term 1' })).toBeVisible();
});

test('a message is duplicated from its dialog', { tag: '@once' }, async ({ page }) => {
  await loadFile(page, THREE);
  await stage(page)
    .getByRole('button', { name: /^StartElection from main to n1/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Duplicate' }).click();
  await expect(live(page)).toContainText('it will arrive twice');
  await expect(page.getByText('2 in flight')).toBeVisible();
});

test('put, put again (refused), get, delete and put', { tag: '@once' }, async ({ page }) => {
  await loadFile(page, LED);
  const form = page.getByRole('region', { name: 'Client' });
  const ask = async (op: string, key: string, value?: string) => {
    await form.getByLabel('Operation').selectOption(op);
    await form.getByLabel('Key').fill(key);
    if (value !== undefined) await form.getByLabel('Value').fill(value);
    await form.getByRole('button', { name: 'Send' }).click();
    await settle(page);
  };
  await ask('put', 'a', '1');
  await expect(form).toContainText('put a=1 → ok');
  await expect(stage(page).getByRole('article', { name: /^n1, leader/ })).toContainText('a=1');
  await ask('put', 'a', '2');
  await expect(form).toContainText('put a=2 → key already exists: a');
  await ask('get', 'a');
  await expect(form).toContainText('get a → 1');
  await ask('delete', 'a');
  await expect(form).toContainText('delete a → ok');
  await ask('get', 'a');
  await expect(form).toContainText('get a → key not found: a');
  await ask('put', 'a', '2');
  await expect(form).toContainText('put a=2 → ok');
  await expect(stage(page).getByRole('article', { name: /^n1, leader/ })).toContainText('a=2');
});

test('a node that is no leader says so', { tag: '@once' }, async ({ page }) => {
  await loadFile(page, LED);
  const form = page.getByRole('region', { name: 'Client' });
  await form.getByLabel('To node').selectOption('n2');
  await form.getByRole('button', { name: 'Send' }).click();
  await settle(page);
  await expect(form).toContainText('not leader');
});

test('back and forward show exactly what was shown', { tag: '@once' }, async ({ page }) => {
  const shown: string[] = [];
  // When going back, Next repeats what was done then; on the way there it was the scheduler's pick.
  // Whether "why" exceeds its room is measured after the step is drawn.
  const drawn = () =>
    page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
  const look = async () => {
    await drawn();
    return (await page.locator('main').ariaSnapshot()).replace('as the scenario has it · ', '');
  };
  await openView(page);
  for (let step = 0; step < 8; step++) {
    await expectStep(page, step);
    // Parts loaded on demand must have loaded.
    if (step === 0) await page.getByRole('group', { name: 'Space-time diagram' }).waitFor();
    if (step === 1) await page.getByRole('list', { name: 'Why not?' }).waitFor();
    shown.push(await look());
    await nextButton(page).click();
  }
  for (let step = 7; step >= 0; step--) {
    await page.getByRole('button', { name: 'Back one step' }).click();
    await expectStep(page, step);
    await expect.poll(look).toBe(shown[step]);
  }
  await page.getByRole('button', { name: 'Last step' }).click();
  await expectStep(page, 8);
  await page.getByRole('button', { name: 'First step' }).click();
  await expectStep(page, 0);
  await page.getByRole('textbox', { name: 'Go to step' }).fill('5');
  await page.keyboard.press('Enter');
  await expectStep(page, 5);
  await expect.poll(look).toBe(shown[5]);
});

test('Play steps by itself until Pause', { tag: '@once' }, async ({ page }) => {
  await page.getByRole('combobox', { name: 'Speed of Play' }).selectOption({ label: '×20' });
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(live(page)).toContainText(/Step (\d\d+)\./);
  await page.getByRole('button', { name: 'Pause' }).click();
  const told = await live(page).textContent();
  await page.waitForTimeout(300);
  expect(await live(page).textContent()).toBe(told);
});

test.describe('a reload comes back', () => {
  test('to an example and its step', async ({ page }) => {
    await chooseExample(page, /^An election with rejected votes/);
    await expect(page.locator(title)).toHaveText('An election with rejected votes');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
    await expectStep(page, 3);
    const told = (await live(page).textContent()) ?? '';
    await page.waitForURL(addressAt(3));
    await page.reload();
    await expect(live(page)).toHaveText(told);
    await expect(page.locator(title)).toHaveText('An election with rejected votes');
  });

  test('to an edited text and its step', async ({ page }) => {
    await fromFile(page, 'Edit TOML');
    await page
      .getByRole('textbox', { name: 'TOML text' })
      .fill('title = "Mein Täst 😀"\nnum_nodes = 4\nnum_clients = 0');
    await page.getByRole('button', { name: 'Run this' }).click();
    await expect(page.locator(title)).toHaveText('Mein Täst 😀');
    for (let i = 0; i < 4; i++) await page.keyboard.press('n');
    // The address has been at step 3 before: only after step 4 is it known to have come back and settled.
    await page.waitForURL(addressAt(4));
    await page.keyboard.press('p');
    await expectStep(page, 3);
    await page.waitForURL(addressAt(3));
    const told = (await live(page).textContent()) ?? '';
    await page.reload();
    await expect(live(page)).toHaveText(told);
    await expect(page.locator(title)).toHaveText('Mein Täst 😀');
    await page.getByRole('button', { name: 'Last step' }).click();
    await expectStep(page, 4);
  });

  test('right after a burst of steps', { tag: '@once' }, async ({ page }) => {
    for (let i = 0; i < 30; i++) await page.keyboard.press('n');
    await page.waitForTimeout(500);
    await page.reload();
    await expectStep(page, 30);
  });
});

test(
  'a run of 10,000 acts opens while the page is alive, and can be stopped',
  { tag: '@once' },
  async ({ page }) => {
    await openLab(page);
    // As slow as an old laptop: there is time to press.
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 8 });
    const file = readFileSync('tests/cases/long-settle.toml');
    await page
      .getByLabel('TOML file')
      .setInputFiles({ name: 'long.toml', mimeType: 'text/plain', buffer: file });
    await expect(page.getByText(/^The run is being opened: [\d,]+ so far\.$/)).toBeVisible();
    await page.keyboard.press('n');
    await expectStep(page, 1);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText(/^Stopped at act [\d,]+: what was opened is here/);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await page.getByRole('button', { name: 'Go to that step' }).click();
    await expect(live(page)).not.toContainText('Step 0.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expectStep(page, 1);
  },
);

test('the TOML that is saved gives the same run', async ({ page }) => {
  await loadFile(page, THREE);
  await settle(page);
  const told = (await live(page).textContent()) ?? '';
  await fromFile(page, 'Edit TOML');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: /Save as/ }).click();
  const file = await (await waiting).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of file) chunks.push(chunk as Buffer);
  await page.getByRole('button', { name: 'Close' }).click();
  await loadFile(page, Buffer.concat(chunks));
  await expectStep(page, 0);
  await page.keyboard.press('End');
  await expect(live(page)).toHaveText(told);
});

test('every example runs to its end', { tag: '@once' }, async ({ page }) => {
  test.setTimeout(150_000);
  const names = await page.locator('header .list b').allTextContents();
  expect(names.length).toBeGreaterThanOrEqual(40);
  for (const name of names.reverse()) {
    await page.getByRole('heading', { level: 1 }).getByRole('button').click();
    await page
      .locator('header .list button')
      .filter({ has: page.getByText(name, { exact: true }) })
      .click();
    await expect(page.locator(title)).toHaveText(name);
    await expectStep(page, 0);
    await page.keyboard.press('End');
    await page.keyboard.press('PageDown');
    await expect(page.getByText(/could not be done/)).toHaveCount(0);
  }
});

test('the home page has a cluster to step, and the way into the lab', async ({ page }) => {
  await page.goto('./');
  const told = page.locator('.told');
  await nextButton(page).click();
  await expect(told).toContainText('n1 starts an election');
  await stage(page)
    .getByRole('button', { name: /^RequestVote from n1 to n2/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deliver' }).click();
  await expect(told).toContainText('n2 votes for n1');
  await page.getByRole('button', { name: /Back/ }).click();
  await expect(told).toContainText('n1 starts an election');
  await page.getByRole('link', { name: 'Open the lab' }).click();
  await expect(page).toHaveURL(/\/lab\//);
  await expect(nextButton(page)).toBeVisible();
});

test('nothing is stored until the person changes something', async ({ page }) => {
  await page.keyboard.press('n');
  await expectStep(page, 1);
  await loadFile(page, THREE);
  await expectStep(page, 0);
  await page.keyboard.press('n');
  await expectStep(page, 1);
  expect(await storage(page)).toEqual([]);
  await chooseTheme(page, 'dark');
  expect(await page.evaluate(() => Object.keys(localStorage))).toHaveLength(1);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
