import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.js';

const LEAST_NODE = [20, 19];

/**
 * Installs the packages of the lock file, unless exactly these are installed already.
 * @returns {boolean} whether they are installed now
 */
export function installPackages() {
  if (!nodeIsNewEnough()) {
    console.error(`Lockstep needs Node ${LEAST_NODE.join('.')} or later; this is ${process.version}.`);
    return false;
  }
  if (packagesAreInstalled()) return true;
  console.log('Installing packages (npm ci)…');
  // If NODE_ENV is "production", npm would leave out the packages that build the site.
  return run('npm', ['ci', '--include=dev', '--loglevel=error']);
}

function nodeIsNewEnough() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = LEAST_NODE;
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

/** Compares the packages that npm has installed with the lock file. File times are meaningless after a checkout. */
function packagesAreInstalled() {
  const installed = readLock(join('node_modules', '.package-lock.json'));
  const wanted = readLock('package-lock.json');
  if (!installed || !wanted) return false;
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && !entry.optional)
    .every(([path, entry]) => installed[path]?.version === entry.version);
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }> | null} its packages by their path, or null if there
 * is no such file
 */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(ROOT, path), 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
