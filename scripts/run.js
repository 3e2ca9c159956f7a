import { spawn, spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever the script was started. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const PLACE = {
  cwd: ROOT,
  // On Windows npm is a .cmd file, which only a shell can start. None of our arguments needs quoting.
  shell: process.platform === 'win32',
};

/**
 * Runs a command in the project's folder, showing its output, and waits for it.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 * @returns {boolean} whether it exited with code 0
 */
export function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    ...PLACE,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  return status === 0;
}

/**
 * Runs a command in parallel with others, collecting its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<{ ok: boolean, output: string }>} whether it exited with code 0, and its output
 */
export function runBeside(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...PLACE, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    }
    child.on('error', ({ message }) =>
      resolve({ ok: false, output: `${command} could not be started: ${message}\n` }),
    );
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
