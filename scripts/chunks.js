import { resolve } from 'node:path';

// Which modules of the built site come in one file. Left alone, the bundler makes a file of each set of modules that the same pages
// need: two dozen for the lab's first load, which compress a twentieth worse than a few large ones.

const LAB = resolve('src/routes/lab/+page.svelte');
const RULES = resolve('src/routes/rules/+page.svelte');
const COMPARE = resolve('src/routes/compare/+page.svelte');
/** What takes steps; every page that does fetches it once it is alive. */
const ENGINE = resolve('src/lib/ui/app/engine.ts');
/** The cluster of the home page. */
const CLUSTER = resolve('src/lib/ui/app/home/LiveCluster.svelte');

/** @typedef {{ getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null }} Bundle */

/** @type {Map<string, ReadonlySet<string>>} */
const reached = new Map();

/**
 * A module and all that it imports, without what it imports later.
 * @param {string} from
 * @param {Bundle} bundle
 */
function reachedFrom(from, bundle) {
  const known = reached.get(from);
  if (known) return known;
  /** @type {Set<string>} */
  const ids = new Set();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (ids.has(id)) continue;
    ids.add(id);
    open.push(...(bundle.getModuleInfo(id)?.importedIds ?? []));
  }
  reached.set(from, ids);
  return ids;
}

/**
 * What all of these need comes in a file of this name.
 * @param {string} name
 * @param {string[]} needed
 * @param {number} priority
 */
const of = (name, needed, priority) => ({
  name: (/** @type {string} */ id, /** @type {Bundle} */ bundle) =>
    needed.every((module) => reachedFrom(module, bundle).has(id)) ? name : null,
  priority,
});

/**
 * Svelte, SvelteKit and what fetches later parts, which every page runs on; then what the lab shares with others, the page that needs
 * least first; then its own. What the engine needs must not come in a file after the one that fetches the engine: SvelteKit would take
 * that file, and its styles, for one that comes later, and leave it out of the page.
 */
export const CHUNKS = [
  {
    name: 'framework',
    test: /preload-helper|[\\/]node_modules[\\/](?:@sveltejs|svelte|clsx|esm-env)[\\/]/,
    priority: 8,
  },
  of('common', [LAB, RULES], 7),
  of('shared', [LAB, COMPARE], 6),
  of('shared', [LAB, ENGINE], 5),
  of('stage', [LAB, CLUSTER], 4),
  of('lab', [LAB], 3),
  of('machines', [ENGINE, COMPARE], 2),
  of('engine', [ENGINE], 1),
];
