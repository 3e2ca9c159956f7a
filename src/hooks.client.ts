import type { HandleClientError } from '@sveltejs/kit';

/**
 * If a part of the page cannot be fetched when the page opens, SvelteKit would replace the page with an error page. The
 * prerendered page can be read, so it stays, and `static/alive.js` says in it what is missing. Later errors lead to
 * `routes/+error.svelte`.
 */
export const handleError: HandleClientError = ({ error, message }) => {
  if (document.documentElement.dataset.alive !== undefined) return { message };
  reportError(error);
  return new Promise(() => {});
};
