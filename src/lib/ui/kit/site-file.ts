import { IS_SINGLE } from './place';

/** The files of the site by path, as the single file contains them (scripts/build-single.js). */
let within: Readonly<Record<string, string>> | null = null;

function fileWithin(path: string): Response {
  within ??= JSON.parse(document.querySelector('#site-files')?.textContent ?? '{}') as Record<string, string>;
  return Object.hasOwn(within, path) ? new Response(within[path]) : new Response(null, { status: 404 });
}

/**
 * A file of the site, loaded on demand.
 *
 * @param path from the root of the site, without a leading slash
 * @param fetched fetches it from the site
 */
export const siteFile = async (path: string, fetched: () => Promise<Response>): Promise<Response> =>
  IS_SINGLE ? fileWithin(path) : fetched();
