import { join } from 'node:path';
import { installFromDebian, isProgram, onPath } from './debian.js';

// The headless shell comes first: without windows it takes half the processor time.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];

/** Debian's packages with a browser, the better one first. Older releases lack the headless shell. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];

export const HOW_TO_GET_CHROMIUM =
  'The browser tests need Chromium or Chrome and found none' +
  (process.env.CHROME_PATH ? ` at CHROME_PATH (${process.env.CHROME_PATH})` : '') +
  ': install one (on Debian: apt-get install chromium-headless-shell), or set CHROME_PATH to the program.';

const isRoot = process.getuid?.() === 0;

/** Arguments for the browser: root cannot have a sandbox, and the browser must make no requests of its own. */
export const CHROMIUM_ARGS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * `CHROME_PATH` if that is set, and that only; otherwise Chromium or Chrome by its usual names and places.
 * @returns {string | null}
 */
export function findChromium() {
  const asked = process.env.CHROME_PATH;
  const candidates = asked ? [asked] : [...onPath(NAMES), ...usualPlaces()];
  return candidates.find(isProgram) ?? null;
}

/**
 * Installs Chromium from the packages of Debian or a derivative, if we are root there.
 * @returns {string | null} its path; null: it cannot be installed
 */
export function installChromium() {
  if (process.env.CHROME_PATH) return null;
  for (const name of PACKAGES) {
    installFromDebian([name], 'for the browser tests');
    const found = findChromium();
    if (found) return found;
  }
  return null;
}

function usualPlaces() {
  const { HOME = '', LOCALAPPDATA, PROGRAMFILES, 'ProgramFiles(x86)': PROGRAMFILES_X86 } = process.env;
  if (process.platform === 'darwin') {
    return ['', HOME].flatMap((top) => [
      join(top, '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(top, '/Applications/Chromium.app/Contents/MacOS/Chromium'),
    ]);
  }
  return [PROGRAMFILES, PROGRAMFILES_X86, LOCALAPPDATA]
    .filter((top) => top !== undefined)
    .flatMap((top) => [
      join(top, 'Google\\Chrome\\Application\\chrome.exe'),
      join(top, 'Chromium\\Application\\chrome.exe'),
    ]);
}
