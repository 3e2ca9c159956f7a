import { expectNoViolations } from './axe';
import { expect, test } from './fixtures';
import { expectStep, openLab, openSearch } from './lab';

test('a bug is chosen, what it breaks is found, and opened in the lab at its first act', async ({ page }) => {
  await openSearch(page);
  await page.getByLabel('Begin with').selectOption('A voter forgets whom it voted for');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const found = page.getByRole('region', { name: 'What was found' });
  await expect(found.getByRole('heading')).toHaveText('Vote once is broken after 3 acts');
  await expect(found).toContainText('votes for at most one candidate in a term');
  await expect(found.getByRole('listitem')).toHaveCount(3);
  await expectNoViolations(page, 'found');
  const saving = page.waitForEvent('download');
  await found.getByRole('button', { name: 'Save as a challenge' }).click();
  expect((await saving).suggestedFilename()).toBe('vote-once-is-broken-challenge-step-3.toml');
  await found.getByRole('button', { name: 'Step through it in the lab' }).click();
  await page.waitForURL(/\/lab\//);
  await expectStep(page, 1);
  for (let i = 0; i < 2; i++) await page.keyboard.press('n');
  await expect(page.getByRole('button', { name: 'Vote once broken at step 3' })).toBeVisible();
});

test('with no bug nothing is found, and what was looked at is told', { tag: '@once' }, async ({ page }) => {
  await openSearch(page);
  await page.getByLabel(/^up to/).fill('6');
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const found = page.getByRole('region', { name: 'What was found' });
  await expect(found.getByRole('heading')).toHaveText('Nothing found');
  await expect(found).toContainText(/Looked at [\d,]+ worlds: every run of up to 6 acts within the bounds/);
  await expect(found).toContainText('This proves nothing beyond the bounds.');
});

test('two leaders are asked for from a menu', { tag: '@once' }, async ({ page }) => {
  await openSearch(page);
  await page.getByLabel('A run in which').selectOption('two nodes lead at once');
  await expect(page.getByText('A run in which n1 is leader, and n2 is leader.')).toBeVisible();
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^The goal is reached after \d+ acts$/ })).toBeVisible();
});

test(
  'what can happen next is shown beside the run, and red where a promise can break',
  { tag: '@once' },
  async ({ page }) => {
    await openLab(page, '#example=bugs/no-step-down.toml');
    await page.getByRole('button', { name: 'Ahead' }).click();
    const next = page.getByRole('region', { name: 'What can happen next' });
    await expect(next.getByText(/From \d+ of them a promise can break soon/)).toBeVisible();
    await page.keyboard.press('n');
    await expect(next.getByText(/✗ a promise can break \d acts later/).first()).toBeVisible();
    await next.getByRole('button', { name: /^crash n1/ }).click();
    await expectStep(page, 2);
  },
);
