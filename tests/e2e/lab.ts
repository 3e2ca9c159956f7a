import { existsSync, readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

/** Waits until keys and buttons work. An address with a step in it does not show that. */
export const untilAlive = (page: Page): Promise<void> =>
  page.locator('html[data-alive]').waitFor({ state: 'attached' });

/** What an address at a step looks like; without a number, at any step. */
export const addressAt = (step: number | '\\d+' = '\\d+'): RegExp =>
  new RegExp(`[#&]step=${step}(?!\\d)|#v1\\.${step}\\.`);

/** Opens the lab, and waits until it can be used. */
export async function openLab(page: Page, hash = '#example=config.toml'): Promise<void> {
  await page.goto(`./lab/${hash}`);
  await page.waitForURL(addressAt());
  await untilAlive(page);
  await page.getByText('Bugs to see go wrong').waitFor({ state: 'attached' });
  // Until the example is fetched, another scenario runs.
  const example = /#example=([\w/-]+\.toml)/.exec(hash)?.[1];
  const file = `static/examples/${example}`;
  const title = existsSync(file) ? titleOf(readFileSync(file, 'utf8')) : undefined;
  if (title) await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

const titleOf = (toml: string): string | undefined => /^title = "([^"\\]+)"/m.exec(toml)?.[1];

/** Opens a view below the stage, if there is only room for its tabs. That is known once the stage has been laid out. */
export async function openView(page: Page, name = 'Diagram'): Promise<void> {
  const views = page.getByRole('region', { name: 'Views' });
  const tab = views.getByRole('button', { name, exact: true });
  await expect(async () => {
    if ((await tab.getAttribute('aria-pressed')) !== 'true') await tab.click();
    await page.waitForTimeout(150);
    await expect(tab).toHaveAttribute('aria-pressed', 'true', { timeout: 100 });
    await expect(views.locator('.view > *').first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 15_000 });
}

/** Opens the branches. In lecture mode their button appears with the second branch. */
export async function openBranches(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: /^\d+ branch/ });
  if (!(await button.isVisible())) {
    // A step and another act at the start: two branches.
    await page.keyboard.press('n');
    await page.keyboard.press('Home');
    await stage(page)
      .getByRole('button', { name: /[Ee]lection timeout/ })
      .last()
      .click();
  }
  await button.click();
}

/** Chooses an example from the menu that opens from the scenario's name. */
export async function chooseExample(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1 }).getByRole('button').click();
  await page.locator('header .list').getByRole('button', { name: title }).click();
}

/** Presses a button of the file menu. */
export async function fromFile(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('button', { name, exact: true }).click();
}

/** Chooses the theme in the key sheet. */
export async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.getByRole('button', { name: 'Help: keys' }).click();
  await page.getByRole('combobox', { name: 'Theme' }).selectOption(theme);
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
}

/** Loads a text through the file input, and waits for its title, if it has one. */
export async function loadFile(page: Page, content: string | Buffer, name = 'scenario.toml'): Promise<void> {
  const buffer = Buffer.isBuffer(content) ? content : Buffer.from(content);
  await page.getByLabel('TOML file').setInputFiles({ name, mimeType: 'application/toml', buffer });
  const title = titleOf(buffer.toString());
  if (title) await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
}

export const live = (page: Page): Locator => page.getByTestId('live');
export const stage = (page: Page): Locator => page.getByRole('region', { name: 'Stage' });
export const nextButton = (page: Page): Locator => page.getByRole('button', { name: /^Next/ });

export async function expectStep(page: Page, step: number): Promise<void> {
  await expect(live(page)).toContainText(`Step ${step}.`);
}

/** Presses Next until there is nothing left to deliver. */
export async function settle(page: Page): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if ((await nextButton(page).getAttribute('aria-disabled')) === 'true') return;
    await page.keyboard.press('PageDown');
  }
  throw new Error('It did not come to rest');
}

/** Everything that the page has stored in the browser. */
export function storage(page: Page): Promise<string[]> {
  return page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
  ]);
}

/** Three nodes; n1 leads; c1 asks for nothing by itself. */
export const LED = `title = "Led"
num_nodes = 3
num_clients = 1

[[node]]
id = "n1"
term = 1
role = "leader"

[[client]]
id = "c1"
requests = []
`;

export const THREE = 'title = "Three"\nnum_nodes = 3\nnum_clients = 0\n';

/** Opens the search, perhaps with a start that it names behind #. */
export async function openSearch(page: Page, start = ''): Promise<void> {
  await page.goto(`./search/${start && `#${start}`}`);
  await page.getByRole('button', { name: 'Search', exact: true }).waitFor();
}
