import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.js';

const isRoot = process.getuid?.() === 0;
let isUpdated = false;

/** @param {string} path */
export function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The possible paths of programs with these names, in the order of the names.
 * @param {readonly string[]} names
 */
export function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return names.flatMap((name) => folders.map((folder) => join(folder, name + suffix)));
}

/**
 * Installs packages of Debian or a derivative, if we are root there.
 * @param {readonly string[]} names
 * @param {string} why what they are for, as the end of a sentence
 * @returns {boolean} whether they are installed now
 */
export function installFromDebian(names, why) {
  if (!isRoot || !existsSync('/etc/debian_version')) return false;
  const quietly = { DEBIAN_FRONTEND: 'noninteractive' };
  isUpdated ||= run('apt-get', ['update', '-qq'], quietly);
  console.log(`Installing ${names.join(', ')} ${why} (apt-get install)…`);
  return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quietly);
}
