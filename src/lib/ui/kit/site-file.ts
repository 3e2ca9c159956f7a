import { IS_SINGLE } from './place';

/** The files of the site, by path, as the single file has them within itself (scripts/build-single.js). */
let within: Readonly<Record<string, string>> | null = null;

function fileWithin(path: string): Response {
  within ??= JSON.parse(document.querySelector('#site-files')?.textContent ?? '{}') as Record<string, string>;
  return Object.hasOwn(within, path) ? new Response(within[path]) : new Response(null, { status: 404 });
}

/**
 * A file that a page needs as it goes on.
 *
 * @param path from the start of the site, without a slash before it.
 * @param fetched asks the site for it.
 */
export const siteFile = async (path: string, fetched: () => Promise<Response>): Promise<Response> =>
  IS_SINGLE ? fileWithin(path) : fetched();
