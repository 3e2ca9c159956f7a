import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** @type {Readonly<Record<string, string>>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.toml': 'application/toml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** The types that static hosts compress. */
const COMPRESSED = /^text\/|json|toml|svg/;

/**
 * Serves a folder of static files on 127.0.0.1, as an ordinary static host would.
 * @param {string} folder
 * @param {object} [options]
 * @param {string} [options.prefix] the path below which the folder is served: "/" or "/some/prefix/"
 * @param {number} [options.port] 0: any free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} rejects with `code: 'EADDRINUSE'` if the port is taken
 */
export async function serve(folder, { prefix = '/', port = 0 } = {}) {
  const server = createServer((request, response) => {
    answer(folder, prefix, request, response).catch(() => response.destroy());
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} folder
 * @param {string} prefix
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(folder, prefix, request, response) {
  const [pathname = '/', query] = (request.url ?? '/').split('?', 2);
  const redirect = (/** @type {string} */ to) =>
    response.writeHead(308, { Location: query === undefined ? to : `${to}?${query}` }).end();

  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return response.writeHead(405, { Allow: 'GET, HEAD' }).end();
  }
  if (`${pathname}/` === prefix) return redirect(prefix);

  const path = pathname.startsWith(prefix) ? safePath(pathname.slice(prefix.length)) : null;
  const file = path === null ? null : join(folder, path);
  const kind = file === null ? 'none' : await kindOf(file);
  if (file !== null && kind === 'file') return send(request, response, 200, file);
  if (file !== null && kind === 'folder' && (await kindOf(join(file, 'index.html'))) === 'file') {
    return pathname.endsWith('/')
      ? send(request, response, 200, join(file, 'index.html'))
      : redirect(`${pathname}/`);
  }
  const notFound = join(folder, '404.html');
  if (pathname.startsWith(prefix) && (await kindOf(notFound)) === 'file') {
    return send(request, response, 404, notFound);
  }
  return response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' }).end('Not found.\n');
}

/**
 * @param {string} encoded a path as the request has it, without the leading slash
 * @returns {string | null} the path below the folder; null: it could lead out of it
 */
function safePath(encoded) {
  let path;
  try {
    path = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  if (path === '') return path;
  const names = path.replace(/\/$/, '').split('/');
  const safe = names.every((name) => name !== '' && name !== '.' && name !== '..' && !/[\\\0:]/.test(name));
  return safe ? path : null;
}

/**
 * @param {string} path
 * @returns {Promise<'file' | 'folder' | 'none'>}
 */
async function kindOf(path) {
  try {
    const stats = await stat(path);
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'none';
  } catch {
    return 'none';
  }
}

/**
 * Compressed files, with the time when each was written: a host compresses a file once. @type {Map<string, { mtimeMs:
 * number, body: Promise<Buffer> }>}
 */
const compressed = new Map();

/** @param {string} file */
async function compress(file) {
  const { mtimeMs } = await stat(file);
  const known = compressed.get(file);
  if (known?.mtimeMs === mtimeMs) return known.body;
  const body = readFile(file).then((content) => promisify(gzip)(content));
  compressed.set(file, { mtimeMs, body });
  return body;
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} file
 */
async function send(request, response, status, file) {
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const zipped = COMPRESSED.test(type) && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-cache',
    // As GitHub Pages does: a page in a sandboxed frame has no origin, so its own files are of another origin.
    'Access-Control-Allow-Origin': '*',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept-Encoding',
    ...(zipped && { 'Content-Encoding': 'gzip' }),
  });
  if (request.method === 'HEAD') return response.end();
  return zipped ? response.end(await compress(file)) : pipeline(createReadStream(file), response, () => {});
}
