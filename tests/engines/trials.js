import assert from 'node:assert/strict';
import { illegible } from '../e2e/legible.js';
import { SHARING } from './sharing.js';

const THREE = 'title = "Three"\nnum_nodes = 3\nnum_clients = 0\n';
const LED = `title = "Led"
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

const LIST = '[aria-label="Messages in flight"]';
const CLIENT = '[aria-labelledby=client-title]';

/** @typedef {import('./site.js').Site} Site */

/** @param {Site} site presses PageDown until there is nothing left to deliver */
async function settle(site) {
  for (let i = 0; i < 60; i++) {
    if (await site.driver.read(`document.querySelector('[data-steps-on]').ariaDisabled === 'true'`)) return;
    await site.driver.press('PageDown');
  }
  throw new Error('It did not come to rest.');
}

/**
 * The trials in each engine: what people do first, and what differs between engines.
 * @type {Readonly<Record<string, (site: Site) => Promise<void>>>}
 */
export const TRIALS = {
  // It comes first, because after many pages WebKit's driver may wait for a screenshot for ever.
  'each theme shows the run, and nothing is cut at the side': async (site) => {
    await site.openLab();
    for (const theme of ['dark', 'projector', 'light']) {
      await site.driver.read(`localStorage.setItem('lockstep.preferences', '{"theme":"${theme}"}')`);
      await site.openLab();
      for (let i = 0; i < 14; i++) await site.driver.press('n');
      await site.step(14);
      await site.until(`document.documentElement.dataset.theme === '${theme}'`, theme);
      await site.driver.picture(`reports/${site.driver.name.split(' ')[0]}-${theme}.png`);
      const cut = `[...document.querySelectorAll('.panel')]
        .filter((it) => it.scrollWidth > it.clientWidth + 1)
        .map((it) => it.getAttribute('aria-label') ?? it.getAttribute('aria-labelledby'))`;
      assert.deepEqual(await site.driver.read(cut), [], `cut at the side, ${theme}`);
      assert.equal(await site.driver.read('document.documentElement.scrollWidth <= innerWidth'), true, theme);
    }
    await site.driver.read(`localStorage.clear()`);
  },

  'on the stage of Figure 8 nothing is covered or cut': async (site) => {
    await site.open('lab/#example=figure-8.toml&step=30');
    await site.step(30);
    for (let step = 30; step <= 50; step++) {
      await site.step(step);
      await site.until('document.getAnimations().length === 0', 'nothing moves');
      const found = `(${illegible})({ nodes: [], inFlight: {} })`;
      assert.deepEqual(await site.driver.read(found), [], `step ${step}`);
      await site.driver.press('PageDown');
    }
  },

  'every route opens, with one heading': async (site) => {
    for (const path of ['', 'lab/', 'compare/', 'search/', 'rules/']) {
      await site.open(path);
      await site.until(`document.querySelectorAll('h1').length === 1`, `${path} has one heading`);
      assert.deepEqual(await site.faults(), [], path);
    }
  },

  'an election, by pressing messages': async (site) => {
    await site.openLab();
    await site.file(THREE);
    await site.press(/^Deliver StartElection from main to n1/, LIST);
    await site.told(/Step 1\. n1 starts an election/);
    await site.press(/^Drop RequestVote from n1 to n2/, LIST);
    await site.press(/^Deliver RequestVote from n1 to n3/, LIST);
    await site.told(/Step 3\. n3 votes for n1/);
    // A press on a message on the stage opens it.
    await site.press(/^VoteResponse from n3 to n1/, '[aria-label=Stage]');
    await site.press(/^Deliver/, 'dialog');
    await site.told(/Step 4\. n1 wins the election/);
  },

  'put, get and delete': async (site) => {
    await site.openLab();
    await site.file(LED);
    for (const [op, result] of /** @type {const} */ ([
      ['put', /put a.* → ok/],
      ['get', /get a → 1/],
      ['delete', /delete a → ok/],
      ['get', /get a → key not found: a/],
    ])) {
      await site.set(`${CLIENT} [aria-label=Operation]`, op);
      await site.set(`${CLIENT} [aria-label=Key]`, 'a');
      if (op === 'put') await site.set(`${CLIENT} [aria-label=Value]`, '1');
      await site.press(/^Send/, CLIENT);
      await settle(site);
      await site.until(`${result}.test(document.querySelector('${CLIENT}').textContent)`, `${result}`);
    }
  },

  'back, forward and reload come to the run again': async (site) => {
    await site.openLab();
    for (let i = 0; i < 5; i++) await site.driver.press('n');
    await site.step(5);
    await site.until(`/#v1\\.5\\./.test(location.hash)`, 'the address has step 5');
    await site.press(/^Lockstep$/, 'header');
    await site.until(`!document.querySelector('[data-testid=live]')`, 'home is shown');
    await site.driver.back();
    await site.step(5);
    await site.driver.forward();
    await site.until(`!document.querySelector('[data-testid=live]')`, 'home is shown again');
    await site.driver.back();
    await site.step(5);
    await site.driver.reload();
    await site.step(5);
  },

  'keyboard alone': async (site) => {
    await site.openLab();
    for (const [key, step] of /** @type {const} */ ([
      ['n', 1],
      [' ', 2],
      ['PageDown', 3],
      ['PageUp', 2],
      ['End', 3],
      ['Home', 0],
    ])) {
      await site.driver.press(key);
      await site.step(step);
    }
    // Space and Enter press the focused button once.
    await site.driver.read(`document.querySelector('[data-steps-on]').focus()`);
    await site.driver.press(' ');
    await site.step(1);
    await site.driver.press('Enter');
    await site.step(2);
    await site.driver.press('b');
    await site.until(
      `document.activeElement.getAttribute('aria-label') === 'Show the screen again'`,
      'it is blank',
    );
    await site.driver.press(' ');
    await site.until(`document.activeElement.hasAttribute('data-steps-on')`, 'the focus is back at Next');
    await site.step(2);
    // A scrolling box takes the focus, but no keys.
    await site.driver.read(`document.querySelector('section[tabindex="0"], [tabindex="0"]').focus()`);
    await site.driver.press('PageDown');
    await site.step(3);
  },

  'a dialog opens, keeps the focus, and gives it back': async (site) => {
    await site.openLab();
    await site.driver.read(`document.querySelector('[data-steps-on]').focus()`);
    await site.driver.press('?');
    await site.until(
      `document.querySelector('dialog[open]')?.contains(document.activeElement)`,
      'a dialog has the focus',
    );
    for (let i = 0; i < 4; i++) {
      await site.driver.press('Tab');
      await site.until(`!document.activeElement.closest('.screen')`, 'the focus is not behind the dialog');
    }
    await site.driver.press('Escape');
    await site.until(`document.activeElement.hasAttribute('data-steps-on')`, 'the focus is back at Next');
  },

  ...SHARING,
};
