import { base } from '$app/paths';
import { version } from '$app/environment';

/** Wait until the page can be used: fetching the whole site at once would take the network from it. */
const AFTER_MS = 3000;

/** `ready`: from now on the site works offline. `newer`: there is a newer version, which a reload shows. */
export type News = 'ready' | 'newer';

/**
 * Stores the whole site in the browser for offline use (`src/service-worker.ts`). If a browser allows no service worker
 * (in a sandboxed frame), the site needs the network.
 *
 * @param onnews is called with news; nothing reloads by itself
 * @returns stops that
 */
export function keepForOffline(onnews: (news: News) => void): () => void {
  const worker = serviceWorker();
  if (!worker) return () => {};
  const isFirstVisit = worker.controller === null;
  const hear = ({ data }: MessageEvent<{ readonly version?: string }>) => {
    if (data.version === undefined) return;
    if (data.version !== version) onnews('newer');
    else if (isFirstVisit) onnews('ready');
  };
  worker.addEventListener('message', hear);
  const turn = setTimeout(() => void worker.register(`${base}/service-worker.js`).catch(() => {}), AFTER_MS);
  return () => {
    worker.removeEventListener('message', hear);
    clearTimeout(turn);
  };
}

/** In some frames even reading the property throws. */
function serviceWorker(): ServiceWorkerContainer | undefined {
  try {
    return 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
  } catch {
    return undefined;
  }
}
