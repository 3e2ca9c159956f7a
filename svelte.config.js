import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** All of the site as one file, which opens without a host: scripts/build-single.js. */
const single = process.env.VITE_SINGLE === '1';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    // Every page is prerendered; static/404.html stands in for the fallback, whose paths would be absolute.
    adapter: adapter(
      single ? { pages: '.svelte-kit/single-site', fallback: 'lockstep.html' } : { strict: true },
    ),
    paths: { relative: true },
    ...(single && {
      outDir: '.svelte-kit/single',
      output: { bundleStrategy: 'inline' },
      router: { type: 'hash' },
      files: { routes: '.svelte-kit/single-routes' },
    }),
    // src/lib/ui/offline.ts does it, later.
    serviceWorker: { register: false },
    // Styles stand in the page: the first paint waits for no second request.
    inlineStyleThreshold: 20_000,
    prerender: {
      // Behind the # of the lab stands a scenario and a step, not an element.
      handleMissingId: ({ path, message }) => {
        if (path !== '/lab/') throw new Error(message);
      },
    },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'connect-src': ['self'],
        'worker-src': single ? ['self', 'blob:'] : ['self'],
        ...(single && { 'font-src': ['data:'] }),
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['none'],
      },
    },
  },
};
