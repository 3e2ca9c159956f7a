/**
 * The single file (scripts/build-single.js) has no other file for a worker to be fetched from. Its one script has the workers' code, too:
 * a worker runs that script, without what begins the page, and then the part that it is for (`workersWithin` in vite.config.ts).
 */

/** What SvelteKit's script asks of a page before it begins one. */
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
