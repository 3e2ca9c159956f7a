/**
 * Workers of the single file (scripts/build-single.js), which cannot fetch a worker from another file. The page's only script
 * contains the code of the workers too. A worker runs this script without the call that starts the page, and then the code of
 * its own panel (`workersWithin` in vite.config.ts).
 */

/** The globals that SvelteKit's script expects of a page. Messages that arrive early are kept for the worker's own code. */
const BEFORE = `
self.window = self;
self.document = { currentScript: null, querySelector: () => null, addEventListener() {} };
const early = [];
self.onmessage = (event) => early.push(event);
`;
const AFTER = `
workersWithin[name]().then(() => early.forEach((event) => self.onmessage(event)));
`;

/** @param name of the panel whose worker it is. */
export function pageWorker(name: string): Worker {
  const begins = /\w+\.app\.start\(element\);/;
  const script = [...document.scripts].find(({ textContent }) => begins.test(textContent))?.textContent ?? '';
  const code = script.replace('document.currentScript.parentElement', 'null').replace(begins, '');
  const address = URL.createObjectURL(new Blob([BEFORE, code, AFTER], { type: 'text/javascript' }));
  const worker = new Worker(address, { name });
  URL.revokeObjectURL(address);
  return worker;
}
