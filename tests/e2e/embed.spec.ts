import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type FrameLocator, type Page } from '@playwright/test';
import { addressVariable } from './servers';

// A page of another origin with a run in a frame, and another frame that must have no influence on it.

/** Records what the frame posts, for the test to read. */
const pageWith = (frame: string) => `<!doctype html><title>Slides</title>
<script>
  window.heard = [];
  addEventListener('message', ({ source, data }) => { if (source === frames[0]) heard.push(data); });
  window.ask = (data) => frames[0].postMessage(data, '*');
</script>
${frame}<iframe src="other" title="other"></iframe>`;

let host: Server;
let origin: string;
let body = '';

test.beforeAll(async () => {
  host = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(request.url === '/other' ? '<!doctype html><title>Other</title>' : body);
  });
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}/`;
});
test.afterAll(() => void host.close());

interface Said {
  readonly type: string;
  readonly id?: string;
  readonly step?: number;
  readonly error?: string;
  readonly height?: number;
}

const heard = (page: Page) => page.evaluate(() => (window as unknown as { heard: Said[] }).heard);
const ask = (page: Page, data: object) =>
  page.evaluate((it) => (window as unknown as { ask: (data: object) => void }).ask(it), data);
const answer = (page: Page, id: string) =>
  expect.poll(async () => (await heard(page)).find((one) => one.id === id));

/** Opens a page of another origin with the site in a sandboxed frame. */
async function embed(page: Page, project: string, path: string): Promise<FrameLocator> {
  const src = `${process.env[addressVariable(project)]}${path}`;
  body = pageWith(
    `<iframe sandbox="allow-scripts" src="${src}" width="320" height="240" title="run"></iframe>`,
  );
  await page.goto(origin);
  return page.frameLocator('iframe[title="run"]');
}

test('in a sandboxed frame of another origin the run is stepped, by hand and by the page around it', async ({
  page,
}, { project }) => {
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('pageerror', (error) => faults.push(String(error)));
  const frame = await embed(page, project.name, 'lab/?embed#example=election.toml&step=2');
  await expect(frame.getByTestId('live')).toContainText('Step 2.');
  await expect(frame.getByRole('button', { name: 'Share' })).toBeHidden();
  await expect(frame.getByRole('region', { name: 'Stage' })).toBeVisible();
  await frame.getByRole('button', { name: /^Next/ }).click();
  await expect(frame.getByTestId('live')).toContainText('Step 3.');
  // Before the greeting, the frame posts only that it is ready.
  expect(await heard(page)).toEqual([{ lockstep: 1, type: 'ready' }]);

  // The window of someone else.
  await page
    .frames()[2]
    ?.evaluate(() => parent.frames[0]?.postMessage({ lockstep: 1, type: 'goto', step: 0 }, '*'));
  await ask(page, { lockstep: 1, type: 'ready', id: 'hello' });
  await answer(page, 'hello').toMatchObject({ type: 'ready', step: 3, ended: false });
  await ask(page, { lockstep: 1, type: 'step', by: -2, id: 'back' });
  await answer(page, 'back').toMatchObject({ type: 'state', step: 1 });
  await ask(page, { lockstep: 1, type: 'goto', step: 999, id: 'far' });
  await answer(page, 'far').toMatchObject({
    step: 1,
    error: expect.stringContaining('the steps 0 to'),
  });
  await ask(page, { lockstep: 1, type: 'resize', id: 'size' });
  await answer(page, 'size').toMatchObject({ height: expect.any(Number) });
  // All other messages are ignored.
  for (const garbage of [{ lockstep: 1, type: '__proto__' }, { type: 'step' }, { lockstep: {}, step: [] }]) {
    await ask(page, garbage);
  }
  await ask(page, { lockstep: 1, type: 'goto', step: 16, id: 'end' });
  await expect.poll(async () => (await heard(page)).some(({ type }) => type === 'ended')).toBe(true);
  expect(faults).toEqual([]);
});

test('a lesson asks its questions in a frame, which is no wider than it', async ({ page }, { project }) => {
  const frame = await embed(page, project.name, 'lessons/electing-a-leader/?embed');
  await expect(frame.getByText('Lesson 2 of 16')).toBeVisible();
  // On to the first question, wherever in the lesson it stands.
  const question = frame.getByRole('region', { name: 'Question' });
  await expect(async () => {
    await frame.getByRole('button', { name: /^Next/ }).click();
    await expect(question).toBeVisible({ timeout: 2000 });
  }).toPass();
  await question.getByRole('button').first().click();
  await expect(question.getByRole('status')).toHaveText(/\w/);
  expect(await frame.locator('html').evaluate((it) => it.scrollWidth)).toBeLessThanOrEqual(320);
});

test(
  'with play=click nothing but the page is fetched until it is pressed',
  { tag: '@once' },
  async ({ page }, { project }) => {
    const fetched: string[] = [];
    page.on('request', (request) => fetched.push(request.url()));
    const frame = await embed(page, project.name, 'lab/?embed&play=click#example=election.toml&step=2');
    const button = frame.getByRole('button', { name: 'Load Lockstep' });
    await expect(button).toBeVisible();
    expect(fetched.filter((url) => url.includes('_app'))).toEqual([]);
    await button.click();
    await expect(frame.getByTestId('live')).toContainText('Step 2.');
  },
);

test(
  'in slides, left and right move the slide, and in the frame the run',
  { tag: '@once' },
  async ({ page }, { project }) => {
    await page.goto(`${process.env[addressVariable(project.name)]}slides.html`);
    await page.keyboard.press('ArrowRight');
    const frame = page.frameLocator('iframe').first();
    await expect(page.getByRole('heading', { name: 'An election' })).toBeVisible();
    await expect(page.getByRole('status')).toContainText('Step 0 of');
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await expect(page.getByRole('status')).toContainText('Step 1 of');
    await frame.locator('.told').click();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('status')).toContainText('Step 2 of');
    await page.getByRole('heading', { name: 'An election' }).click();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('heading', { name: 'A lesson, with its questions' })).toBeVisible();
  },
);
