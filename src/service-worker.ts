/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
/**
 * Keeps the whole site in the browser after the first visit, so that it works with the network off.
 *
 * Each version has a cache of its own, which is never mixed: a page of one version needs the files of that version. A new version takes
 * over at once for pages that are opened from then on; what an older one kept stays for as long as a page of that time is open.
 */
import { base, build, files, prerendered, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

/** Another copy of the site may stand at the same origin, below another prefix. */
const OURS = `lockstep ${base} `;
const CACHE = `${OURS}${version}`;
/** `.nojekyll` and the like are for hosts, who may not serve them. */
const SERVED = files.filter((path) => !path.slice(base.length).startsWith('/.'));
/** Below it files are named by their content: what is kept of them never gets old. */
const IMMUTABLE = `${base}/_app/immutable/`;
/** In a cache, who was looking as a newer version took over. */
const LOOKING = `${base}/looking-as-it-was-replaced`;
/** A network that is slower than this is as good as none, where an answer is kept. */
const PATIENCE_MS = 2500;
/** By then the page that was left for another one is gone. */
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

/** Past the browser's own cache, which may hold the pages of the version before for as long as the host allows (`max-age`). */
async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all([
    ...[...build, ...SERVED].map(async (path) => cache.put(path, await fetched(path))),
    ...prerendered.map(async (path) => cache.put(path, await ofThisVersion(await fetched(path)))),
  ]);
}

async function fetched(path: string): Promise<Response> {
  // What the version before has of the same content need not come again.
  const same = path.startsWith(IMMUTABLE) ? await caches.match(path) : undefined;
  const answer = same ?? (await fetch(path, { cache: 'reload' }));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** A page that names files which this version does not have is another version's: the host is in the middle of a change. */
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

/** Drops what older versions kept, once none of the pages is open that were when they were replaced. */
async function dropOld(): Promise<void> {
  const now = await lookers();
  for (const name of await otherCaches()) {
    const then = await (await caches.open(name)).match(LOOKING);
    // Without it, it is of a newer version that is on its way.
    if (!then) continue;
    const ids = (await then.json()) as string[];
    if (!ids.some((id) => now.includes(id))) await caches.delete(name);
  }
}

/** Those of other versions. */
const otherCaches = async () =>
  (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);

const lookers = async () =>
  (await worker.clients.matchAll({ includeUncontrolled: true })).map(({ id }) => id);

/** What a page needs is what was kept with it, of its own version. */
async function keptFirst(request: Request): Promise<Response> {
  return (await kept(request)) ?? (await caches.match(request)) ?? fetch(request);
}

/** A page is shown as it is now; without a network that answers in time, as it was. */
async function networkFirst(request: Request): Promise<Response> {
  // Past what the browser holds for now: a page of the version before would name files that are gone.
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
  // As hosts do it: below an address without its slash, the paths in the page would lead elsewhere.
  const url = new URL(request.url);
  url.pathname += '/';
  return (await cache.match(url.href, { ignoreSearch: true })) && Response.redirect(url.href, 302);
}
