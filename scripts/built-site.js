import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGS, findChromium, HOW_TO_GET_CHROMIUM } from './chromium.js';
import { serve } from './serve.js';

/**
 * Serves the built site, opens headless Chromium, and closes both after the work.
 * @param {(browser: import('playwright-core').Browser, url: string) => Promise<void>} work is called with the address of
 * the site
 */
export async function onBuiltSite(work) {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error(HOW_TO_GET_CHROMIUM);
  if (!existsSync('build/index.html')) throw new Error('There is no built site: npm run build makes it.');
  const site = await serve('build');
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
  try {
    await work(browser, site.url);
  } finally {
    await browser.close();
    await site.close();
  }
}
