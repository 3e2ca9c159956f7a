import { join } from 'node:path';
import { installPackages } from './install.js';
import { ROOT, run } from './run.js';
import { serve } from './serve.js';

const FIRST_PORT = 4173;
const LAST_PORT = FIRST_PORT + 99;

if (!installPackages() || !run('npm', ['run', '--silent', 'build'])) process.exit(1);

const { url } = await serveSite();
console.log(`\nLockstep is at ${url} (Ctrl+C stops it)`);

/** At PORT only if that is set; otherwise at the first free port from 4173 on. */
async function serveSite() {
  const asked = process.env.PORT;
  const [first, last] = asked ? [Number(asked), Number(asked)] : [FIRST_PORT, LAST_PORT];
  for (let port = first; port <= last; port += 1) {
    try {
      return await serve(join(ROOT, 'build'), { port });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') return giveUp(String(error));
    }
  }
  return giveUp(
    asked
      ? `Port ${asked} is taken or is no port; set PORT to another.`
      : `No port from ${first} to ${last} is free; set PORT.`,
  );
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}
