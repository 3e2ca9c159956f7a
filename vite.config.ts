import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Svelte and SvelteKit, which every page runs on, come in one file, with the few lines of our own that every page has. */
const FRAMEWORK = {
  name: 'framework',
  test: /preload-helper|[\\/]node_modules[\\/](?:@sveltejs|svelte|clsx|esm-env)[\\/]|[\\/]ui[\\/]kit[\\/](?:missing|place|site-file)\.ts$/,
};

/** What draws the stage comes in one file: each page that needs a part of it would cut off a piece, and pieces weigh more. */
const STAGE = {
  name: 'stage',
  test: /[\\/]src[\\/]lib[\\/]picture[\\/](?:glyph|text-width|svg|message-label|portraits|cells|changes|stage[\\/](?:chips|clients|room|columns|stage|cut))\./,
};

/** All of the site as one file: scripts/build-single.js. */
const single = process.env['VITE_SINGLE'] === '1';

/** In the single file there is no file for a worker to be fetched from: their code is part of the page's (src/lib/ui/kit/page-worker.ts). */
function workersWithin(): Plugin {
  const at = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));
  const imports = ['search', 'ahead'].map(
    (panel) => `${panel}: () => import('${at(`lib/ui/panels/${panel}/worker.ts`)}')`,
  );
  return {
    name: 'workers-within',
    enforce: 'pre',
    load(id) {
      const [, panel] = /\/panels\/(\w+)\/new-worker\.ts$/.exec(id) ?? [];
      if (panel === undefined) return null;
      return `import { pageWorker } from '${at('lib/ui/kit/page-worker.ts')}';
        export const newWorker = () => pageWorker('${panel}');`;
    },
    transform(code, id) {
      return id.endsWith('/src/hooks.client.ts')
        ? `${code}\nglobalThis.workersWithin = { ${imports.join()} };`
        : null;
    },
  };
}

export default defineConfig({
  plugins: [sveltekit(), ...(single ? [workersWithin()] : [])],
  environments: single
    ? {}
    : {
        client: { build: { rolldownOptions: { output: { codeSplitting: { groups: [FRAMEWORK, STAGE] } } } } },
      },
  // The search's worker fetches the systems as the pages do.
  worker: { format: 'es' },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1' },
  test: {
    // All processors: unless told, one is left idle, which is half of two.
    maxWorkers: '100%',
    // In both projects files share their modules (`isolate: false`), for loading them took a third of the time. The core keeps
    // no state of its own; what component tests leave behind in the page, their setup.ts clears.
    projects: [
      {
        extends: true,
        test: {
          name: 'core',
          environment: 'node',
          isolate: false,
          // Property tests run long on a busy machine; that is no failure.
          testTimeout: 60_000,
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/components/**', 'tests/e2e/**'],
        },
      },
      {
        extends: true,
        plugins: [svelteTesting()],
        test: {
          name: 'components',
          environment: 'jsdom',
          isolate: false,
          testTimeout: 30_000,
          include: ['tests/components/**/*.test.ts'],
          setupFiles: ['tests/components/setup.ts'],
        },
      },
    ],
  },
});
