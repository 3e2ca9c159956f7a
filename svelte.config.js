import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
  kit: {
    // Every page is prerendered; static/404.html stands in for the fallback, whose paths would be absolute.
    adapter: adapter({ strict: true }),
    paths: { relative: true },
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
        'worker-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['none'],
      },
    },
  },
};
