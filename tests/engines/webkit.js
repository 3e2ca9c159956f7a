import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:net';
import { installFromDebian, isProgram, onPath } from '../../scripts/debian.js';
import { HEIGHT, KEYS, pause, WIDTH } from './driver.js';

/** A busy machine is slow; after this time there is no answer to expect. */
const ANSWERS_IN_MS = 60_000;
const PACKAGES = ['webkit2gtk-driver', 'xvfb', 'xauth'];
/** W3C WebDriver names an element by this key. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

function find() {
  const [driver, screen] = [['WebKitWebDriver'], ['xvfb-run']].map((names) => onPath(names).find(isProgram));
  const browser = ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']
    .flatMap((version) => libraries().map((folder) => join(folder, version, 'MiniBrowser')))
    .find(isProgram);
  return driver && screen && browser ? { driver, screen, browser } : null;
}

/** Debian has libraries in a folder for each kind of processor. */
function libraries() {
  if (!existsSync('/usr/lib')) return [];
  return readdirSync('/usr/lib').map((name) => join('/usr/lib', name));
}

/** @returns {Promise<number>} a free port */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * WebKit in its MiniBrowser on a screen of its own, over WebDriver.
 * @returns {Promise<import('./driver.js').Driver | null>} null: it is not available
 */
export async function startWebKit() {
  const found = find() ?? (installFromDebian(PACKAGES, 'for the browser tests') ? find() : null);
  if (found === null) return null;
  const port = await freePort();
  const screen = ['-a', '-s', `-screen 0 ${WIDTH + 200}x${HEIGHT + 200}x24`];
  const child = spawn(found.screen, [...screen, found.driver, `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
    // There is no graphics card.
    env: { ...process.env, WEBKIT_DISABLE_COMPOSITING_MODE: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
  });
  const end = () => {
    try {
      process.kill(-(/** @type {number} */ (child.pid)));
    } catch {
      // It has ended by itself.
    }
  };
  // It ends with the trials, however these end.
  process.once('exit', end);
  try {
    return await connect(port, found.browser, end);
  } catch (error) {
    end();
    throw error;
  }
}

/**
 * @param {number} port
 * @param {string} binary
 * @param {() => void} end
 * @returns {Promise<import('./driver.js').Driver>}
 */
async function connect(port, binary, end) {
  /** @type {(method: string, path: string, body?: object) => Promise<any>} */
  const call = async (method, path, body) => {
    const signal = AbortSignal.timeout(ANSWERS_IN_MS);
    const init = body ? { method, signal, body: JSON.stringify(body) } : { method, signal };
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, init).catch((error) => {
      throw new Error(`${path} ${init.body ?? ''}: ${error.message}`);
    });
    const { value } = /** @type {{ value: any }} */ (await answer.json());
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  };
  for (let i = 0; ; i++) {
    if (
      await call('GET', '/status').then(
        () => true,
        () => false,
      )
    )
      break;
    if (i > 200) throw new Error('WebKitWebDriver does not answer.');
    await pause(100);
  }
  const options = { binary, args: ['--automation'] };
  const opened = await call('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const session = `/session/${opened.sessionId}`;
  const read = (/** @type {string} */ expression) =>
    call('POST', `${session}/execute/sync`, { script: `return (${expression})`, args: [] });
  const element = async (/** @type {string} */ value) => {
    const found = await call('POST', `${session}/element`, { using: 'css selector', value });
    return `${session}/element/${found[ELEMENT]}`;
  };
  // The window has a toolbar above the page.
  await call('POST', `${session}/window/rect`, { x: 0, y: 0, width: WIDTH, height: HEIGHT });
  const [width, height] = await read('[innerWidth, innerHeight]');
  await call('POST', `${session}/window/rect`, {
    width: 2 * WIDTH - width,
    height: 2 * HEIGHT - height,
  });
  return {
    name: `WebKit ${opened.capabilities.browserVersion}`,
    open: (url) => call('POST', `${session}/url`, { url }),
    read,
    click: async (selector) => call('POST', `${await element(selector)}/click`, {}),
    press: (key) => {
      const value = KEYS[key] ?? key;
      const actions = ['keyDown', 'keyUp'].map((type) => ({ type, value }));
      return call('POST', `${session}/actions`, { actions: [{ type: 'key', id: 'keys', actions }] });
    },
    choose: async (selector, text) => call('POST', `${await element(selector)}/value`, { text }),
    back: () => call('POST', `${session}/back`, {}),
    forward: () => call('POST', `${session}/forward`, {}),
    reload: () => call('POST', `${session}/refresh`, {}),
    picture: async (path) =>
      writeFileSync(path, Buffer.from(await call('GET', `${session}/screenshot`), 'base64')),
    close: async () => {
      await call('DELETE', session).catch(() => {});
      end();
    },
  };
}
