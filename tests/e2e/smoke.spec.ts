import { expect, test } from './fixtures';

test('home answers and has one first heading', async ({ page }) => {
  const response = await page.goto('./');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
});

test.describe('an address where nothing is', () => {
  test.use({ expectedErrors: [/status of 404/] });

  test('says so and leads home', async ({ page }) => {
    const response = await page.goto('./no-such-page');
    expect(response?.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
    await page.getByRole('link', { name: 'the start of this folder' }).click();
    await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('There is no page here');
  });
});
