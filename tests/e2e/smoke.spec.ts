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

test.describe('a cluster that cannot be fetched', () => {
  test.use({ expectedErrors: [/Failed to load/] });

  test('is said so on the home page', { tag: '@once' }, async ({ page }) => {
    await page.route(/LiveCluster/, (route) => route.abort());
    await page.goto('./');
    await expect(page.getByRole('alert')).toHaveText(
      /^The cluster could not be fetched: the network is down/,
    );
  });
});

test('a cluster that is long in coming is said to be', { tag: '@once' }, async ({ page }) => {
  let come = () => {};
  await page.route(/LiveCluster/, async (route) => {
    await new Promise<void>((resolve) => (come = resolve));
    await route.continue();
  });
  await page.goto('./');
  await expect(page.getByText('The cluster is on its way.')).toBeVisible();
  come();
  await expect(page.getByRole('button', { name: /^Next/ })).toBeVisible();
  await expect(page.getByText('The cluster is on its way.')).toHaveCount(0);
});
