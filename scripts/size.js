import { LIMITS, weigh } from './first-load.js';

// npm run size: the size of the first load of each page in JavaScript, gzipped. Needs `npm run build`; fails if a page is
// too large.

for (const page of Object.keys(LIMITS)) {
  const { kB, limit, files } = weigh(page);
  if (kB > limit) process.exitCode = 1;
  console.log(`/${page.padEnd(8)} ${kB.toFixed(1).padStart(6)} kB of at most ${limit}, ${files} files`);
}
