import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/chromium.js';

// The site as built, at a host's root and below a prefix. Where each is served, `tests/e2e/servers.ts` decides.
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  globalSetup: './tests/e2e/servers.ts',
  // `@once`: what is tried cannot depend on where the site is served.
  projects: [{ name: 'root' }, { name: 'prefix', grepInvert: /@once/ }],
  workers: 2,
  // A busy machine is slow, not wrong: wait longer, and try once more what did not come up in time.
  expect: { timeout: 15_000 },
  retries: process.env.CI ? 1 : 0,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['json', { outputFile: 'reports/playwright.json' }]],
  use: {
    viewport: { width: 1280, height: 720 },
    // Each test is a new visitor; only the one about it keeps the site.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    chromiumSandbox: !CHROMIUM_ARGS.includes('--no-sandbox'),
    launchOptions: { executablePath: findChromium() ?? undefined, args: [...CHROMIUM_ARGS] },
  },
});
