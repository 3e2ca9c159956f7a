import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './run.js';

// What the first load of each page weighs in JavaScript, gzipped: what its HTML names and what that imports. After `npm run build`.

/** @type {Readonly<Record<string, number>>} in kB (1,000 bytes) */
const LIMITS = { '': 45, lab: 90 };

let over = false;
for (const [page, limit] of Object.entries(LIMITS)) {
  const html = join(ROOT, 'build', page, 'index.html');
  const scripts = firstLoad(html);
  const kB = [...scripts].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1000;
  if (kB > limit) over = true;
  console.log(
    `/${page.padEnd(6)} ${kB.toFixed(1).padStart(6)} kB of at most ${limit}, ${scripts.size} files`,
  );
}
process.exitCode = over ? 1 : 0;

/**
 * @param {string} html
 * @returns {Set<string>} files
 */
function firstLoad(html) {
  const text = readFileSync(html, 'utf8');
  const named = [...text.matchAll(/["'(]([^"'()\s]+\.js)["')]/g)].map(([, path]) =>
    join(dirname(html), path ?? ''),
  );
  /** @type {Set<string>} */
  const files = new Set();
  while (named.length > 0) {
    const file = /** @type {string} */ (named.pop());
    if (files.has(file)) continue;
    files.add(file);
    // Static imports only: `import(…)` comes later.
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*["']([^"']+\.js)["']/g))
      named.push(join(dirname(file), path ?? ''));
  }
  return files;
}
