import { expect, test } from './fixtures';
import { expectStep, loadFile, nextButton, openLab, stage } from './lab';

const FILES: [string, string | Buffer, RegExp][] = [
  ['binary bytes', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff, 0xfe]), /not UTF-8/],
  ['256 KiB and a byte', '#'.repeat(256 * 1024 + 1), /larger than 256 KiB/],
  ['only a byte order mark', Buffer.from([0xef, 0xbb, 0xbf]), /only a byte order mark/],
  ['a misspelt key', 'seed = 1\nnum_nods = 5\n', /did you mean "num_nodes"\?/],
  ['no TOML', 'This is a letter to my aunt.', /expected/],
  ['a wrong type', 'num_nodes = "five"', /expected an integer from 1 to 25/],
  ['infinity', 'seed = inf', /expected an integer/],
  ['a key twice', 'seed = 1\nseed = 1', /defined twice/],
  ['a prototype as a key', '[__proto__]\nx = 1', /unknown key "__proto__"/],
  ['10,001 steps', '[[step]]\naction = "next"\n'.repeat(10_001), /at most 10,000/],
];

test('each bad file shows where it is wrong, and leaves the stage', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  for (let i = 0; i < 3; i++) await nextButton(page).click();
  await expectStep(page, 3);
  const before = await stage(page).ariaSnapshot();
  const dialog = page.getByRole('region', { name: 'Scenario as TOML' });
  for (const [what, content, message] of FILES) {
    await test.step(what, async () => {
      await loadFile(page, content);
      const alert = dialog.getByRole('alert');
      await expect(alert).toContainText(message);
      await expect(alert).toContainText(/line \d+, column \d+/);
      await dialog.getByRole('button', { name: 'Close' }).click();
      await expect(dialog).toHaveCount(0);
      await expectStep(page, 3);
      await expect.poll(() => stage(page).ariaSnapshot()).toBe(before);
    });
  }
});

test("a click on an error's place selects it in the text", { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  await loadFile(page, '\ufeff# a comment\r\nseed = 1\r\nnum_nods = 5\r\n');
  await page.getByRole('button', { name: 'line 3, column 1' }).click();
  const area = page.getByRole('textbox', { name: 'TOML text' });
  await expect(area).toBeFocused();
  const rest = await area.evaluate((it: HTMLTextAreaElement) => it.value.slice(it.selectionStart));
  expect(rest).toMatch(/^num_nods/);
});

test('a damaged address still opens the lab', async ({ page }) => {
  await openLab(page, '#toml=%%%&step=99999');
  await expect(nextButton(page)).toBeVisible();
  await nextButton(page).click();
  await expect(page.getByTestId('live')).toContainText('n1 starts an election');
});

test.describe('an example that is not there', () => {
  test.use({ expectedErrors: [/404/] });

  test('is told, and what runs stays', async ({ page }) => {
    await openLab(page, '#example=nothing.toml&step=2');
    await expect(page.getByRole('alert')).toContainText('There is no example named nothing.toml');
    await nextButton(page).click();
    await expectStep(page, 1);
  });
});
