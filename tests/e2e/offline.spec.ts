import { expect, test } from './fixtures';
import { expectStep, nextButton, openLab } from './lab';

test.use({ serviceWorkers: 'allow' });

test('after the first visit all of it works with the network off', async ({ page, context }) => {
  await page.goto('./');
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state === 'activated') return;
    await new Promise((resolve) => active?.addEventListener('statechange', resolve));
  });
  await context.setOffline(true);

  await openLab(page);
  await nextButton(page).click();
  await expectStep(page, 1);
  await page.getByRole('combobox', { name: 'Example scenarios' }).selectOption('election.toml');
  await expectStep(page, 0);
  await page.getByRole('button', { name: 'Edit TOML' }).click();
  await expect(page.getByRole('textbox', { name: 'TOML text' })).toHaveValue(/num_nodes/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
