import { expect, test } from './fixtures';
import { nextButton } from './lab';

test('a rule leads to the step of the lab that shows it', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('link', { name: 'The rules' }).click();
  const rule = page.getByRole('article', { name: 'One vote per term' });
  await rule.getByRole('link', { name: /^See it/ }).click();
  await nextButton(page).waitFor();
  await expect(page.getByRole('region', { name: /what just happened/ })).toContainText(
    'has already voted for',
  );
  expect(page.url()).toMatch(/lab\/#example=split-vote\.toml&step=5$/);
});
