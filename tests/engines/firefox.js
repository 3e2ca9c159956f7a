import puppeteer from 'puppeteer-core';
import { installFromDebian, isProgram, onPath } from '../../scripts/debian.js';
import { HEIGHT, WIDTH } from './driver.js';

const find = () => onPath(['firefox-esr', 'firefox']).find(isProgram) ?? null;

/**
 * Firefox, over WebDriver BiDi.
 * @returns {Promise<import('./driver.js').Driver | null>} null: it is not available
 */
export async function startFirefox() {
  const executablePath =
    find() ?? (installFromDebian(['firefox-esr'], 'for the browser tests') ? find() : null);
  if (executablePath === null) return null;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    timeout: 60_000,
  });
  const page = await browser.newPage();
  // A busy machine is slow.
  page.setDefaultTimeout(120_000);
  await page.setViewport({ width: WIDTH, height: HEIGHT });
  const [, version] = (await browser.version()).split('/');
  return {
    name: `Firefox ${version}`,
    open: async (url) => void (await page.goto(url)),
    read: (expression) => page.evaluate(expression),
    click: (selector) => page.click(selector),
    press: (key) => page.keyboard.press(/** @type {import('puppeteer-core').KeyInput} */ (key)),
    choose: async (selector, path) => {
      const input = await page.$(selector);
      await /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (input).uploadFile(path);
    },
    back: async () => void (await page.goBack({ waitUntil: [] })),
    forward: async () => void (await page.goForward({ waitUntil: [] })),
    reload: async () => void (await page.reload()),
    picture: async (path) => void (await page.screenshot({ path: /** @type {`${string}.png`} */ (path) })),
    close: () => browser.close(),
  };
}
