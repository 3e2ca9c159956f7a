/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
/** Keeps the whole site in the browser after the first visit, so that it works with the network off. */
import { base, build, files, prerendered, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** Another copy of the site may stand at the same origin, below another prefix. */
const OURS = `lockstep ${base} `;
const CACHE = `${OURS}${version}`;
/** Named by their content: what is kept of them never gets old. */
const LASTING = new Set(build);
/** `.nojekyll` and the like are for hosts, who may not serve them. */
const SERVED = files.filter((path) => !path.slice(base.length).startsWith('/.'));

worker.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== worker.location.origin) return;
  event.respondWith(LASTING.has(pathname) ? keptFirst(request) : networkFirst(request));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([...build, ...SERVED, ...prerendered]);
}

/** What older versions kept. */
async function dropOthers(): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(ours.map((name) => caches.delete(name)));
}

async function keptFirst(request: Request): Promise<Response> {
  return (await kept(request)) ?? fetch(request);
}

/** Pages and examples: as they are now; without a network, as they were. */
async function networkFirst(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const answer = await kept(request);
    if (answer) return answer;
    throw error;
  }
}

async function kept(request: Request): Promise<Response | undefined> {
  const cache = await caches.open(CACHE);
  return cache.match(request, { ignoreSearch: true });
}
