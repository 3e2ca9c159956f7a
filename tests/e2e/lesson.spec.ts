import { readFileSync } from 'node:fs';
import { expectNoViolations, setTheme } from './axe';
import { expect, test } from './fixtures';
import { fromFile, loadFile, openLab, untilAlive } from './lab';
import type { Page } from '@playwright/test';

const guide = (page: Page) => page.getByRole('region', { name: 'Lesson' });
const LESSON = './lessons/electing-a-leader/';

async function open(page: Page, address = LESSON) {
  await page.goto(address);
  // The page has loaded once keys work.
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await expect(guide(page).getByRole('heading', { level: 3 })).toBeVisible({ timeout: 500 });
  }).toPass();
}

test('PageDown alone goes through a whole lesson, and each question is reached', async ({ page }) => {
  await open(page);
  const questions = new Set<string>();
  for (let i = 0; i < 40; i++) {
    const ask = guide(page).getByRole('region', { name: 'Question' });
    if ((await ask.count()) > 0) questions.add((await ask.getByRole('heading').textContent()) ?? '');
    if ((await guide(page).getByRole('heading', { name: 'To remember' }).count()) > 0) break;
    await page.keyboard.press('PageDown');
  }
  expect(questions.size).toBe(4);
  await expect(guide(page).getByRole('link', { name: /^Next: One vote a term/ })).toBeVisible();
});

test(
  'a question is answered by key, revealed with its reasons, and hidden again by Back',
  { tag: '@once' },
  async ({ page }) => {
    await open(page);
    const ask = guide(page).getByRole('region', { name: 'Question' });
    await expect(ask.getByRole('button')).toHaveCount(3);
    await page.keyboard.press('1');
    await expect(ask.getByRole('status')).toHaveText('Not so.');
    await expect(ask.getByText('There is no such message.')).toBeVisible();
    await expect(page).toHaveURL(/#stop=2$/);
    await page.keyboard.press('PageUp');
    await expect(ask.getByRole('status')).toHaveCount(0);
    await page.keyboard.press('2');
    await expect(ask.getByRole('status')).toHaveText('Right.');
  },
);

test('a reload comes back to the same stop', async ({ page }) => {
  await open(page);
  for (let i = 0; i < 4; i++) await page.keyboard.press('PageDown');
  await expect(page).toHaveURL(/#stop=5$/);
  const text = await guide(page).textContent();
  await page.reload();
  await expect(guide(page)).toHaveText(text ?? '');
});

test('whoever acts otherwise leaves the path, and comes back with one key', async ({ page }) => {
  await open(page);
  await guide(page).getByRole('region', { name: 'Question' }).waitFor();
  await page
    .getByRole('button', { name: /Election timeout of n3/ })
    .first()
    .click();
  await expect(guide(page).getByText('You have left the lesson’s path.')).toBeVisible();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Escape');
  await expect(guide(page).getByText('You have left the lesson’s path.')).toHaveCount(0);
  await expect(guide(page).getByRole('region', { name: 'Question' })).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(guide(page).getByRole('status')).toHaveText('Not answered.');
});

test('a node pointed at on the stage is the answer', { tag: '@once' }, async ({ page }) => {
  await page.goto('./lessons/the-leader-crashes/#stop=19');
  await expect(guide(page).getByText('Point at it')).toBeVisible();
  await page.getByRole('button', { name: 'Open n1' }).click();
  await expect(guide(page).getByText('You pointed at n1.')).toBeVisible();
  await expect(guide(page).getByRole('status')).toHaveText('Not so.');
});

test('the speaker window and the lesson step together, and each survives a reload of the other', async ({
  page,
  context,
}) => {
  await open(page);
  const popup = context.waitForEvent('page');
  await page.keyboard.press('s');
  const speaker = await popup;
  await expect(speaker.getByRole('region', { name: 'The answer' })).toContainText(
    'It raises its term and votes for itself.',
  );
  await speaker.getByRole('button', { name: 'Next' }).click();
  await expect(guide(page).getByRole('status')).toHaveText('Not answered.');
  await speaker.reload();
  await expect(speaker.getByText('3 of')).toBeVisible();
  await page.reload();
  await expect(guide(page).getByText('n2 is a candidate')).toBeVisible();
  await speaker.getByRole('button', { name: 'Back' }).click();
  await expect(guide(page).getByRole('region', { name: 'Question' }).getByRole('button')).toHaveCount(3);
});

test('in lecture mode hands are counted, and shown as bars with the answer', async ({ page }) => {
  await open(page, `${LESSON}?lecture`);
  await guide(page).getByRole('button', { name: 'Count hands' }).click();
  const field = guide(page).getByRole('spinbutton', {
    name: 'Hands before discussion: It leads, since nobody else does.',
  });
  await field.fill('12');
  await field.press('Tab');
  await guide(page)
    .getByRole('button', { name: /^One hand more, after: It raises/ })
    .click();
  await expect(guide(page).locator('.bar')).toHaveCount(0);
  await page.keyboard.press('PageDown');
  await expect(guide(page).locator('.bar')).toHaveCount(6);
  await expect(guide(page).locator('.hands').nth(2)).toContainText('12');
});

test(
  'D shows a dot at the mouse while it is held, X a light on the node under it',
  { tag: '@once' },
  async ({ page }) => {
    await open(page);
    const row = page.locator('[data-actor="n2"]').first();
    await row.hover();
    await page.keyboard.down('d');
    await expect(page.getByTestId('laser')).toBeVisible();
    await page.keyboard.up('d');
    await expect(page.getByTestId('laser')).toHaveCount(0);
    await page.keyboard.press('x');
    await expect(page.getByTestId('spotlight')).toBeVisible();
    await page.keyboard.press('x');
    await expect(page.getByTestId('spotlight')).toHaveCount(0);
  },
);

test('progress is kept only when the person says so', async ({ page }) => {
  await page.goto('./challenges/two-leaders/');
  const challenge = page.getByRole('region', { name: 'Challenge' });
  await expect(challenge).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await expect(challenge.getByRole('heading', { name: 'Your turn' })).toBeVisible({ timeout: 300 });
  }).toPass();
  for (const act of [
    'Election timeout of n2',
    'Deliver RequestVote from n2 to n3',
    'Deliver VoteResponse from n3 to n2',
  ])
    await page.getByRole('button', { name: act }).first().click();
  await expect(challenge.getByRole('status')).toHaveText('Done in 3 acts; the par is 3.');
  expect(await page.evaluate(() => localStorage.length)).toBe(0);
  await page.goto('./challenges/');
  await expect(page.getByText('done in')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'Remember in this browser what I have done' }).check();
  expect(await page.evaluate(() => localStorage.length)).toBe(1);
});

test('a lesson of one’s own opens in the player from the lab, is saved whole, and a reload comes back to it', async ({
  page,
}) => {
  const own = readFileSync('src/lib/lessons/02-electing-a-leader.toml', 'utf8').replace(
    'title = "Electing a leader"',
    'title = "A lesson of my own"',
  );
  await openLab(page);
  await loadFile(page, own);
  await expect(guide(page).getByText('Your own lesson')).toBeVisible();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('2');
  await expect(guide(page).getByRole('status')).toHaveText('Right.');
  await page.keyboard.press('PageDown');
  await expect(page).toHaveURL(/#v1\.2\./);
  await page.reload();
  await expect(guide(page).getByText('n1 takes over the newer one')).toBeVisible();
  await fromFile(page, 'Edit TOML');
  const text = await page.getByRole('textbox', { name: /TOML/ }).inputValue();
  for (const kept of ['[lesson]', 'outro = ', '[step.ask]', 'action = "task"', 'shows = ['])
    expect(text).toContain(kept);
  await loadFile(page, 'title = "Three"\nnum_nodes = 3\n');
  await expect(guide(page)).toHaveCount(0);
});

test('a challenge that hides its rule does not give it away', { tag: '@once' }, async ({ page }) => {
  await page.goto('./challenges/find-it-votes/');
  await untilAlive(page);
  for (const act of [
    'Election timeout of n1',
    'Deliver RequestVote from n1 to n2',
    'Election timeout of n1',
    'Deliver VoteResponse from n2 to n1',
  ])
    await page.getByRole('button', { name: act }).first().click();
  await expect(page.getByRole('heading', { name: /what just happened/ })).toBeAttached();
  await expect(page.getByText('n1 wins the election for term 2').first()).toBeVisible();
  for (const name of ['Break…', 'Search…', 'Ahead'])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  for (const name of ['Edit TOML', 'Save or export…']) {
    await fromFile(page, name);
    await expect(page.getByRole('alert')).toContainText('It opens at the end');
    await page.getByRole('button', { name: 'Dismiss' }).click();
  }
  await page.keyboard.press('l');
  expect(await page.locator('.alive').textContent()).not.toMatch(/although|count-old-votes|bug on/i);
});

test(
  'O shows where one is and leads elsewhere, V shows the diagram in place of the stage',
  { tag: '@once' },
  async ({ page }) => {
    await open(page);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('o');
    const map = page.getByRole('dialog', { name: 'Map' });
    await expect(
      map.getByRole('button', { name: "Question 1. n2's election timer runs out." }),
    ).toHaveAttribute('aria-current', 'step');
    await expect(map.getByRole('button', { name: 'Question 3', exact: true })).toBeVisible();
    await expect(map.getByRole('link', { name: '2. Electing a leader' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    await map.getByRole('button', { name: /^Task/ }).click();
    await expect(guide(page).getByRole('region', { name: 'Task' })).toBeVisible();
    await page.keyboard.press('v');
    await expect(page.getByRole('region', { name: 'Stage' })).toBeHidden();
    await page.keyboard.press('v');
    await expect(page.getByRole('region', { name: 'Stage' })).toBeVisible();
  },
);

test('a solved challenge is a link that replays it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./challenges/two-leaders/');
  await untilAlive(page);
  for (const act of [
    'Election timeout of n2',
    'Deliver RequestVote from n2 to n3',
    'Deliver VoteResponse from n3 to n2',
  ])
    await page.getByRole('button', { name: act }).first().click();
  await page.getByRole('button', { name: 'Copy a link to it' }).click();
  await expect(page.getByRole('alert')).toContainText('The link is copied');
  await page.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(page.getByTestId('live')).toContainText('Step 3. n2 wins the election');
  await page.keyboard.press('Home');
  await expect(page.getByTestId('live')).toContainText('Step 0.');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a lesson can be read: its text, its questions with answers to unfold, its figures', async ({
    page,
  }) => {
    await page.goto(LESSON);
    await expect(page.getByRole('heading', { name: 'Electing a leader' })).toBeVisible();
    const handout = page.getByRole('article').filter({ has: page.locator('figure') });
    await expect(handout.getByText('Three servers, n1, n2 and n3, keep copies')).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Question 1\. n2's election timer/ })).toBeVisible();
    expect(await page.locator('.handout svg').count()).toBeGreaterThan(10);
    const why = page.locator('.handout details').first().getByText('There is no such message.');
    await expect(why).toBeHidden();
    await page.getByText('The answer').first().click();
    await expect(why).toBeVisible();
  });
});

test('a whole lesson by keyboard alone: questions answered, the task done, the end reached', async ({
  page,
}) => {
  await open(page);
  const task = guide(page).getByRole('region', { name: 'Task' });
  const button = (name: string) => page.getByRole('button', { name }).first();
  for (let i = 0; i < 40 && !(await task.isVisible()); i++)
    await page.keyboard.press(
      (await guide(page).getByText('Next shows the answer.').count()) > 0 ? '1' : 'n',
    );
  for (const act of [
    'Election timeout of n3',
    'Deliver RequestVote from n3 to n1',
    'Deliver VoteResponse from n1 to n3',
  ]) {
    await button(act).focus();
    await page.keyboard.press('Enter');
  }
  await expect(task.getByRole('status')).toHaveText('Done in 3 acts; the par is 3.');
  await task.getByRole('button', { name: 'Go on' }).focus();
  await page.keyboard.press('Enter');
  for (let i = 0; i < 8; i++) await page.keyboard.press('n');
  await expect(guide(page).getByRole('heading', { name: 'To remember' })).toBeVisible();
});

for (const theme of ['light', 'dark', 'projector'] as const)
  test(
    `axe finds nothing in a question, its answer, a task and the end: ${theme}`,
    { tag: '@once' },
    async ({ page }) => {
      await setTheme(page, theme);
      // Of lesson 4: asked, answered, a node to point at, the task, the end.
      for (const stop of [2, 3, 12, 22, 24]) {
        await page.goto(`./lessons/replicating-a-put/#stop=${stop}`);
        await page.reload();
        await untilAlive(page);
        await expectNoViolations(page, `stop ${stop}`);
      }
    },
  );

test.describe('axe finds nothing', { tag: '@once' }, () => {
  for (const address of ['./lessons/', './challenges/', './speaker/', LESSON, './challenges/find-it-votes/'])
    test(address, async ({ page }) => {
      await page.goto(address);
      await page.waitForLoadState('networkidle');
      await expectNoViolations(page, address);
    });
});
