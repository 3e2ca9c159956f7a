import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '../../scripts/serve.js';
import { Site } from './site.js';

/**
 * Makes a frame, and records what the page around it hears from it.
 * @param {string} sandbox
 */
const embed = (sandbox) => `(() => {
  const frame = document.createElement('iframe');
  frame.sandbox = '${sandbox}';
  frame.src = new URL('lab/?embed#example=election.toml&step=2', document.baseURI);
  window.heard = [];
  addEventListener('message', ({ data, source }) => {
    if (source === frame.contentWindow) heard.push(data);
  });
  window.say = (request) => frame.contentWindow.postMessage({ lockstep: 1, ...request }, '*');
  document.body.append(frame);
  return true;
})()`;

/**
 * The trials of what leaves the page: links, frames, the single file, and the site without a network.
 * @type {Readonly<Record<string, (site: Site) => Promise<void>>>}
 */
export const SHARING = {
  'a share link opens the same run at the same step': async (site) => {
    await site.openLab();
    for (let i = 0; i < 4; i++) await site.driver.press('n');
    await site.step(4);
    const told = await site.driver.read(`document.querySelector('[data-testid=live]').textContent`);
    await site.press(/^Share$/, 'header');
    await site.until(`/#v1\\.4\\./.test(document.querySelector('dialog input')?.value)`, 'there is a link');
    const link = await site.driver.read(`document.querySelector('dialog input').value`);
    await site.driver.open('about:blank');
    await site.driver.open(String(link));
    await site.step(4);
    assert.equal(await site.driver.read(`document.querySelector('[data-testid=live]').textContent`), told);
  },

  'a page steps the run in its sandboxed frame': async (site) => {
    await site.open('');
    // In a frame without an origin, WebKit takes no address for the policy's 'self' (docs/embedding.md).
    const own = site.driver.name.startsWith('WebKit') ? ' allow-same-origin' : '';
    await site.driver.read(embed(`allow-scripts${own}`));
    await site.until(`heard.some(({ type }) => type === 'ready')`, 'the frame is ready');
    await site.until(
      `(say({ type: 'ready', id: 1 }), heard.some(({ id, step }) => id === 1 && step === 2))`,
      'it answers at step 2',
    );
    await site.driver.read(`say({ type: 'step', by: 1, id: 2 })`);
    await site.until(`heard.some(({ id, step }) => id === 2 && step === 3)`, 'it steps');
  },

  'the single file opens from a disk': async (site) => {
    const file = pathToFileURL(resolve('build/lockstep.html')).href;
    for (const [place, sentence] of [
      ['#/lab/#example=election.toml&step=2', /Step 2\./],
      ['#/compare/#example=leader-crashes.toml&step=2', /Step 2\./],
    ]) {
      await site.driver.open('about:blank');
      await site.driver.open(file + place);
      await site.told(/** @type {RegExp} */ (sentence));
    }
    await site.driver.press('n');
    await site.step(3);
    await site.open('');
  },

  'without a network the site works after a visit': async (site) => {
    const server = await serve('build');
    const own = new Site(site.driver, server.url, site.folder);
    try {
      await own.open('');
      await own.until(
        `[...document.querySelectorAll('[role=status]')].some((it) => it.textContent.includes('Ready offline.'))`,
        'all of it is kept',
      );
    } finally {
      await server.close();
    }
    await own.open('lab/#example=election.toml&step=2');
    await own.step(2);
    await own.driver.press('n');
    await own.step(3);
    await site.open('');
  },
};
