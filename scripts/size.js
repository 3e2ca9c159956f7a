import { LIMITS, weigh } from './first-load.js';

// What the first load of each page weighs in JavaScript, gzipped. After `npm run build`; fails where a page is too heavy.

for (const page of Object.keys(LIMITS)) {
  const { kB, limit, files } = weigh(page);
  if (kB > limit) process.exitCode = 1;
  console.log(`/${page.padEnd(8)} ${kB.toFixed(1).padStart(6)} kB of at most ${limit}, ${files} files`);
}
