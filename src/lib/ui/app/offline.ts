import { base } from '$app/paths';

/** Once a page is alive, and whoever opened it has begun to look: fetching the whole site at once would take the network from it. */
const AFTER_MS = 3000;

/**
 * Keeps the whole site in the browser, so that it works with the network off. Where a browser allows no service worker (a sandboxed
 * frame), the site works as long as there is a network.
 *
 * @returns stops it, if it has not begun
 */
export function keepForOffline(): () => void {
  const turn = setTimeout(() => void register().catch(() => {}), AFTER_MS);
  return () => clearTimeout(turn);
}

async function register(): Promise<void> {
  await navigator.serviceWorker.register(`${base}/service-worker.js`);
}
