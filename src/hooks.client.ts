import type { HandleClientError } from '@sveltejs/kit';

/**
 * Where a part of the page cannot be fetched as it is opened, SvelteKit would put an error page in its place. The page as it was
 * prerendered can be read: it stays, and `static/alive.js` says in it what is missing. Later errors lead to `routes/+error.svelte`.
 */
export const handleError: HandleClientError = ({ error, message }) => {
  if (document.documentElement.dataset.alive !== undefined) return { message };
  reportError(error);
  return new Promise(() => {});
};
