import { test as base, expect } from '@playwright/test';
import { addressVariable } from './servers';

interface Fixtures {
  /** Console errors and uncaught errors that a test causes on purpose: `test.use({ expectedErrors: [/404/] })`. */
  expectedErrors: RegExp[];
  /** Fails the test on a console error, an uncaught error, a request to another origin, or a cookie. */
  cleanliness: void;
}

/** Playwright's `test` with the site at `baseURL`. Go to `./` or `./lab/`, never to `/…`, which loses the prefix. */
export const test = base.extend<Fixtures>({
  expectedErrors: [[], { option: true }],

  baseURL: async ({}, use, { project }) => {
    await use(process.env[addressVariable(project.name)]);
  },

  cleanliness: [
    async ({ context, baseURL, expectedErrors }, use) => {
      const faults: string[] = [];
      const isExpected = (text: string) => expectedErrors.some((pattern) => pattern.test(text));
      context.on('console', (message) => {
        if (message.type() === 'error' && !isExpected(message.text())) {
          faults.push(`console error: ${message.text()} (${message.location().url})`);
        }
      });
      context.on('weberror', (error) => {
        const { message, stack } = error.error();
        if (!isExpected(message)) faults.push(`uncaught error: ${message} ${stack}`);
      });
      context.on('request', (request) => {
        if (!isOwn(request.url(), baseURL)) faults.push(`request to another origin: ${request.url()}`);
      });
      await use();
      const cookies = await context.cookies();
      faults.push(...cookies.map(({ name }) => `cookie: ${name}`));
      expect(faults, 'the page is clean').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Whether a URL is of our own origin, or has none (`data:`, `blob:`). */
function isOwn(url: string, baseURL: string | undefined): boolean {
  const { protocol, origin } = new URL(url);
  return protocol === 'data:' || protocol === 'blob:' || origin === new URL(baseURL ?? '').origin;
}
