import { expect, test } from './fixtures';
import { nextButton, openLab } from './lab';

test.use({ viewport: { width: 1280, height: 720 } });

test('what decided, and why not, are in view; the answer names what is lacking and its rule', async ({
  page,
}) => {
  await openLab(page, '#example=overwrite.toml&step=2');
  await expect(page.locator('.sentence')).toContainText('n2 refuses AppendEntries from n1');
  const reasons = page.getByRole('region', { name: 'Why', exact: true });
  const why = reasons.getByRole('button', { name: 'Why does n2 not take n1’s entries?' });
  for (const part of [reasons.getByRole('list', { name: 'What was compared' }), why]) {
    await expect(part).toBeInViewport({ ratio: 0.99 });
  }
  await why.click();
  const dialog = page.getByRole('dialog', { name: 'Why does n2 not take n1’s entries?' });
  await expect(dialog).toContainText('n2’s entry at index 3 has term 2, not 3.');
  await dialog.getByRole('button', { name: /^The entry before must match/ }).click();
  const rule = page.getByRole('dialog', { name: 'The entry before must match' });
  await expect(rule.getByRole('link')).toHaveAttribute('href', /rules\/#raft-append-prev$/);
  await page.keyboard.press('Escape');
  await expect(dialog, 'closing the rule comes back to the question').toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the statechart follows the steps', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  await page.getByRole('button', { name: 'Statechart' }).click();
  await nextButton(page).click();
  await expect(page.getByRole('img', { name: /^n1 is candidate; it took 1/ })).toBeVisible();
  await nextButton(page).click();
  await expect(page.getByRole('group', { name: 'What n2 asked and took' })).toContainText('✓ grantsVote');
});
