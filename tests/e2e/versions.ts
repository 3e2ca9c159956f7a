import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { test as base } from './fixtures';

const BUILD = 'build';
const PREFIX = '/some/prefix/';
/** A sentence on the home page of the second version. */
export const SECOND = 'This is the second version.';
const FIRST = 'Step through Raft, one message at a time.';

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

/** The hash of an inline script, as the page's policy names it. */
const hashOf = (script: string) => `sha256-${createHash('sha256').update(script).digest('base64')}`;

/**
 * Turns the built site into another version: all files that are named by their content get other names, everywhere; the
 * version differs, and so does a sentence of the home page.
 */
function makeSecond(folder: string): void {
  const files = filesIn(BUILD);
  const names = files
    .filter((it) => it.startsWith('_app/immutable/'))
    .map((it) => it.split('/').at(-1) ?? '');
  const { version } = JSON.parse(readFileSync(join(BUILD, '_app/version.json'), 'utf8')) as {
    version: string;
  };
  const renamed = (text: string) =>
    names
      .reduce((all, name) => all.replaceAll(name, `v2-${name}`), text)
      .replaceAll(version, `${version}-second`)
      .replaceAll(FIRST, SECOND);
  for (const file of files) {
    const content = readFileSync(join(BUILD, file));
    const target = join(folder, renamed(file));
    mkdirSync(dirname(target), { recursive: true });
    if (!['.js', '.css', '.html', '.json'].includes(extname(file))) {
      writeFileSync(target, content);
      continue;
    }
    const before = content.toString();
    const scripts = (page: string) =>
      [...page.matchAll(/<script>([^]*?)<\/script>/g)].map(([, it]) => it ?? '');
    const after = renamed(before);
    const policies = scripts(before).map((it, i) => [hashOf(it), hashOf(scripts(after)[i] ?? '')] as const);
    writeFileSync(
      target,
      policies.reduce((page, [was, is]) => page.replace(was, is), after),
    );
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** A host with the caching headers of GitHub Pages, which can replace its site, stop answering, and go down. */
export interface Host {
  readonly url: string;
  /** Replaces the first version by the second. */
  readonly publishSecond: () => void;
  /** `silent`: it accepts requests and never answers. */
  mode: 'answers' | 'silent' | 'down';
}

function answer(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = pathname.startsWith(PREFIX) ? pathname.slice(PREFIX.length) : '404';
  const read = (name: string) => {
    try {
      return readFileSync(join(folder, name));
    } catch {
      return null;
    }
  };
  const index = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const content = read(index);
  if (content === null && read(`${path}/index.html`) !== null) {
    response.writeHead(301, { Location: `${pathname}/` }).end();
    return;
  }
  const body = content ?? read('404.html');
  const etag = `"${createHash('sha256')
    .update(body ?? '')
    .digest('hex')
    .slice(0, 20)}"`;
  const headers = {
    'Content-Type': TYPES[extname(content === null ? '.html' : index)] ?? 'application/octet-stream',
    'Cache-Control': 'max-age=600',
    ETag: etag,
  };
  if (content !== null && request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
  else response.writeHead(content === null ? 404 : 200, headers).end(body);
}

async function startHost(): Promise<Host & { readonly close: () => Promise<void> }> {
  const second = mkdtempSync(join(tmpdir(), 'lockstep-second-'));
  let folder = BUILD;
  const server = createServer((request, response) => {
    if (host.mode === 'down') request.socket.destroy();
    else if (host.mode === 'answers') answer(folder, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host: Host & { readonly close: () => Promise<void> } = {
    url: `http://127.0.0.1:${port}${PREFIX}`,
    mode: 'answers',
    publishSecond: () => {
      makeSecond(second);
      folder = second;
    },
    close: () =>
      new Promise((resolve) => {
        rmSync(second, { recursive: true });
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return host;
}

/** Each test has its own host, and a browser that stores the site. */
export const test = base.extend<{ host: Host }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright asks for the pattern
  host: async ({}, use) => {
    const host = await startHost();
    await use(host);
    await host.close();
  },
  baseURL: async ({ host }, use) => use(host.url),
});
