import { resolve } from 'node:path';

// Which modules of the built site come in one file. Left alone, the bundler makes a file of each set of modules that the same pages
// need: two dozen for the lab's first load, which compress a twentieth worse than a few large ones.

const LAB = resolve('src/routes/lab/+page.svelte');
const RULES = resolve('src/routes/rules/+page.svelte');
/** They begin with what the lab begins with, too. */
const OTHERS = ['src/routes/compare/+page.svelte', 'src/lib/ui/LiveCluster.svelte'].map((path) =>
  resolve(path),
);

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

/** Svelte, SvelteKit and what fetches later parts, which every page runs on; then what the lab shares with others; then its own. */
export const CHUNKS = [
  {
    name: 'framework',
    test: /preload-helper|[\\/]node_modules[\\/](?:@sveltejs|svelte|clsx|esm-env)[\\/]/,
    priority: 4,
  },
  {
    /** The little that the page of rules has in common with the lab. @param {string} id @param {Bundle} bundle */
    name: (id, bundle) => (isOfLab(id, bundle) && reachedFrom(RULES, bundle).has(id) ? 'common' : null),
    priority: 3,
  },
  {
    /** @param {string} id @param {Bundle} bundle */
    name: (id, bundle) =>
      isOfLab(id, bundle) && OTHERS.some((page) => reachedFrom(page, bundle).has(id)) ? 'shared' : null,
    priority: 2,
  },
  {
    /** @param {string} id @param {Bundle} bundle */
    name: (id, bundle) => (isOfLab(id, bundle) ? 'lab' : null),
    priority: 1,
  },
];

/**
 * @param {string} id
 * @param {Bundle} bundle
 */
function isOfLab(id, bundle) {
  return reachedFrom(LAB, bundle).has(id);
}
