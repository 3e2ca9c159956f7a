import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from './run.js';

/**
 * Bundles a TypeScript file of the project with all its imports into one JavaScript file for Node. It runs several times
 * as fast as in the test runner.
 * @param {string} entry its path in the project
 * @param {string} folder the folder of the bundle
 * @returns {Promise<string>} the path of the bundle
 */
export async function bundle(entry, folder, source = ROOT) {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: [{ find: /^\.\.\/\.\.\/src\//, replacement: `${source}/src/` }] },
    build: {
      ssr: entry,
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bundle.mjs' } },
    },
    ssr: { noExternal: true },
  });
  return join(folder, 'bundle.mjs');
}
