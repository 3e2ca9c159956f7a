import { expectReadableUnderPointer, setTheme, THEMES } from './axe';
import { expect, test } from './fixtures';
import { openLab } from './lab';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

for (const theme of THEMES) {
  test(`what a button says can be read under the pointer, ${theme}`, { tag: '@once' }, async ({ page }) => {
    test.setTimeout(90_000);
    await setTheme(page, theme);
    await openLab(page, '#example=bugs/vote-twice.toml&step=0');
    await page.keyboard.press('End');
    await expect(page.getByRole('button', { name: /broken at step/ })).toBeVisible();
    const seen = new Set<string>();
    for (const button of await page.getByRole('button').all()) {
      const look = await button.evaluate((it) => {
        const { width, height } = it.getBoundingClientRect();
        const { backgroundColor, color } = getComputedStyle(it);
        return width > 1 && height > 1 && it.textContent?.trim()
          ? `${it.className} ${backgroundColor} ${color}`
          : '';
      });
      // Buttons with the same look are tried once.
      if (look === '' || seen.has(look)) continue;
      seen.add(look);
      await expectReadableUnderPointer(button, `${theme}: ${await button.textContent()}`);
    }
    expect(seen.size).toBeGreaterThan(4);
  });
}
