import { base } from '$app/paths';
import { version } from '$app/environment';

/** Once a page is alive, and whoever opened it has begun to look: fetching the whole site at once would take the network from it. */
const AFTER_MS = 3000;

/** `ready`: from now on the site works with the network off. `newer`: a newer version is there; a reload shows it. */
export type News = 'ready' | 'newer';

/**
 * Keeps the whole site in the browser, so that it works with the network off (`src/service-worker.ts`). Where a browser allows no
 * service worker (a sandboxed frame), the site works as long as there is a network.
 *
 * @param onnews is told once something is to be known; nothing reloads by itself.
 * @returns ends that.
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

/** In some frames even looking throws. */
function serviceWorker(): ServiceWorkerContainer | undefined {
  try {
    return navigator.serviceWorker as ServiceWorkerContainer | undefined;
  } catch {
    return undefined;
  }
}
