/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
/**
 * Stores the whole site in the browser after the first visit, so that it works offline.
 *
 * Each version has its own cache, because a page needs the files of its own version. A new version takes over at once for
 * pages that are opened from then on; the files of an older version stay as long as a page of that time is open.
 */
import { base, build, files, prerendered, version } from '$service-worker';

declare const self: ServiceWorkerGlobalScope;
const worker = self;

/** Another copy of the site may be at the same origin, below another prefix. */
const OURS = `lockstep ${base} `;
const CACHE = `${OURS}${version}`;
/** `.nojekyll` and the like are for hosts, which may not serve them. */
const SERVED = files.filter((path) => !path.slice(base.length).startsWith('/.'));
/** Files below it are named by their content, so a stored copy is never outdated. */
const IMMUTABLE = `${base}/_app/immutable/`;
/** An entry of a cache: the pages that were open when a newer version took over. */
const LOOKING = `${base}/looking-as-it-was-replaced`;
/** A network slower than this counts as offline if there is a stored answer. */
const PATIENCE_MS = 2500;
/** By then, a page that was navigated away from is gone. */
const GONE_MS = 3000;

worker.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || new URL(request.url).origin !== worker.location.origin) return;
  if (request.mode !== 'navigate') return event.respondWith(keptFirst(request));
  event.waitUntil(later(GONE_MS).then(dropOld));
  event.respondWith(networkFirst(request));
});

/**
 * Bypasses the browser's own cache, which may hold pages of the previous version for as long as the host allows
 * (`max-age`).
 */
async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all([
    ...[...build, ...SERVED].map(async (path) => cache.put(path, await fetched(path))),
    ...prerendered.map(async (path) => cache.put(path, await ofThisVersion(await fetched(path)))),
  ]);
}

async function fetched(path: string): Promise<Response> {
  // Files that the previous version stored with the same content are not fetched again.
  const same = path.startsWith(IMMUTABLE) ? await caches.match(path) : undefined;
  const answer = same ?? (await fetch(path, { cache: 'reload' }));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** A page that names files unknown to this version belongs to another version: the host is just being updated. */
async function ofThisVersion(page: Response): Promise<Response> {
  const text = await page.clone().text();
  const named = text.match(/_app\/immutable\/[\w./-]+/g) ?? [];
  const strange = named.find((path) => !build.includes(`${base}/${path}`));
  if (strange !== undefined)
    throw new Error(`${page.url} names ${strange}, which is not of version ${version}`);
  return page;
}

async function takeOver(): Promise<void> {
  const looking = JSON.stringify(await lookers());
  for (const name of await otherCaches()) {
    const cache = await caches.open(name);
    if (!(await cache.match(LOOKING))) await cache.put(LOOKING, new Response(looking));
  }
  await (await caches.open(CACHE)).delete(LOOKING);
  await dropOld();
  await worker.clients.claim();
  for (const client of await worker.clients.matchAll()) client.postMessage({ version });
}

/** Deletes the caches of older versions, once none of the pages is open that were open when they were replaced. */
async function dropOld(): Promise<void> {
  const now = await lookers();
  for (const name of await otherCaches()) {
    const then = await (await caches.open(name)).match(LOOKING);
    // Without that entry, the cache belongs to a newer version that is being installed.
    if (!then) continue;
    const ids = (await then.json()) as string[];
    if (!ids.some((id) => now.includes(id))) await caches.delete(name);
  }
}

/** Caches of other versions. */
const otherCaches = async () =>
  (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);

const lookers = async () =>
  (await worker.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id);

/** Answers from the stored files of the page's own version first. */
async function keptFirst(request: Request): Promise<Response> {
  return (await kept(request)) ?? (await caches.match(request)) ?? fetch(request);
}

/** Answers a page from the network; if that gives no answer in time, from the stored files. */
async function networkFirst(request: Request): Promise<Response> {
  // Bypasses the browser's own cache: a page of the previous version would name files that are gone.
  const network = fetch(request, { cache: 'no-cache' });
  const inTime = await Promise.race([network, later(PATIENCE_MS)]).catch(() => null);
  if (inTime && inTime.status < 500) return inTime;
  return (await kept(request)) ?? network;
}

const later = (ms: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), ms));

async function kept(request: Request): Promise<Response | undefined> {
  const cache = await caches.open(CACHE);
  const answer = await cache.match(request, { ignoreSearch: true });
  if (answer || request.mode !== 'navigate') return answer;
  // Redirects as hosts do: below an address without its slash, the relative paths of the page would be wrong.
  const url = new URL(request.url);
  url.pathname += '/';
  return (await cache.match(url.href, { ignoreSearch: true })) && Response.redirect(url.href, 302);
}
