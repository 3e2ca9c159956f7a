import { sveltekit } from '@sveltejs/kit/vite';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** Svelte and SvelteKit, which every page runs on, come in one file. */
const FRAMEWORK = {
  name: 'framework',
  test: /preload-helper|[\\/]node_modules[\\/](?:@sveltejs|svelte|clsx|esm-env)[\\/]/,
};

/** What draws the stage comes in one file: each page that needs a part of it would cut off a piece, and pieces weigh more. */
const STAGE = {
  name: 'stage',
  test: /[\\/]src[\\/]lib[\\/]picture[\\/](?:glyph|text-width|svg|message-label|portraits|cells|changes|stage[\\/](?:chips|clients|room|columns|stage|cut))\./,
};

export default defineConfig({
  plugins: [sveltekit()],
  environments: {
    client: {
      build: { rolldownOptions: { output: { codeSplitting: { groups: [FRAMEWORK, STAGE] } } } },
    },
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
