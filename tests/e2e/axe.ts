import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

export const THEMES = ['light', 'dark', 'projector'] as const;

interface Axe {
  run: (
    context: Document | Element,
    options: object,
  ) => Promise<{ violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] }>;
}

/** The violations that axe finds, one line each. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: Axe };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const found = await axe.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
    );
  });
}

export async function expectNoViolations(page: Page, state: string): Promise<void> {
  expect(await violations(page), state).toEqual([]);
}

/** Checks that a button's text is readable while the pointer is on it. */
export async function expectReadableUnderPointer(button: Locator, state: string): Promise<void> {
  await button.hover();
  const page = button.page();
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const found = await button.evaluate(async (it) => {
    const { axe } = window as unknown as { axe: Axe };
    const { violations } = await axe.run(it, { runOnly: ['color-contrast'] });
    return violations.flatMap(({ nodes }) => nodes.map(({ failureSummary }) => failureSummary));
  });
  expect(found, state).toEqual([]);
}

/** The theme in which the page opens. */
export const setTheme = (page: Page, theme: string): Promise<unknown> =>
  page.addInitScript((it) => {
    if (location.protocol !== 'about:')
      localStorage.setItem('lockstep.preferences', JSON.stringify({ theme: it }));
  }, theme);
