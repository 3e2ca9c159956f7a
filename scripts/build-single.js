import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT, runBeside } from './run.js';

// All of the site as one file, build/lockstep.html, which opens without a host. To be run after the site is built.
//
// SvelteKit bundles everything into one page and routes by what stands behind # (svelte.config.js); what pages fetch from the site
// stands in the file, too (src/lib/ui/kit/site-file.ts).

/** The most that the file may weigh, gzipped, in kB (1,000 bytes). */
export const LIMIT_KB = 450;

const SITE = join(ROOT, 'build');
const ROUTES = join(ROOT, '.svelte-kit/single-routes');
/** Links lead to places in the file, whatever it is called, and not to its folder. */
const BASE = "base: new URL('.', location).pathname.slice(0, -1)";
const SCRIPT = /<script>([^]*?)<\/script>/g;
const PAGE = join(ROOT, '.svelte-kit/single-site/lockstep.html');

if (!existsSync(join(SITE, 'course.json')))
  throw new Error('There is no built site: npm run build makes it.');
copyRoutes();
process.env.VITE_SINGLE = '1';
const { ok, output } = await runBeside('npx', ['vite', 'build']);
if (!ok) throw new Error(output);
const html = closed(readFileSync(PAGE, 'utf8'));
const file = join(SITE, 'lockstep.html');
writeFileSync(file, html);
const kB = gzipSync(html).length / 1000;
console.log(`${file}: ${kB.toFixed(0)} kB gzipped, of at most ${LIMIT_KB}`);
if (kB > LIMIT_KB) process.exit(1);

/** The routes without what only a server or a prerendered site has, which SvelteKit refuses here. */
function copyRoutes() {
  rmSync(ROUTES, { recursive: true, force: true });
  cpSync(join(ROOT, 'src/routes'), ROUTES, {
    recursive: true,
    filter: (path) => !/\+(server|layout)\.ts$/.test(path),
  });
}

/**
 * The page with all that it names.
 * @param {string} page
 */
function closed(page) {
  // A script in a page must not hold what ends one.
  const scripts = ['theme.js', 'alive.js'].map((name) =>
    readFileSync(join(ROOT, 'static', name), 'utf8').replaceAll('</', '<\\/'),
  );
  const icon = `data:image/svg+xml;base64,${readFileSync(join(ROOT, 'static/favicon.svg')).toString('base64')}`;
  if (!page.includes(BASE)) throw new Error(`SvelteKit writes its base otherwise than as ${BASE}`);
  let named = 0;
  const inlined = page
    // Without its typeface, which cannot be compressed: the system's own stands in.
    .replace(/<link [^>]*as="font"[^>]*>/, '')
    .replace(/@font-face\{font-family:Public Sans Variable;[^}]*\}/, '')
    .replace(/href="[^"]*favicon\.svg"/, `href="${icon}"`)
    .replace(BASE, "base: ''")
    .replace(
      /<script src="[^"]*(?:theme|alive)\.js"><\/script>/g,
      () => `<script>${scripts[named++]}</script>`,
    );
  const left =
    inlined.replace(SCRIPT, '').match(/(?:src|href)="(?!data:|#|%)[^"]*"|url\((?!["']?data:)/g) ?? [];
  if (named !== scripts.length || left.length > 0)
    throw new Error(`The page still names files: ${left.join(', ')} (${named} scripts)`);
  const hashes = [...inlined.matchAll(SCRIPT)].map(([, script = '']) => hashOf(script));
  const end = inlined.indexOf('</head>');
  const whole = `${inlined.slice(0, end)}<script type="application/json" id="site-files">${siteFiles()}</script>${inlined.slice(end)}`;
  return whole.replace(/script-src [^;]*/, `script-src ${hashes.join(' ')}`);
}

/** @param {string} script */
function hashOf(script) {
  return `'sha256-${createHash('sha256').update(script.replace(/\r\n?/g, '\n')).digest('base64')}'`;
}

/** What pages fetch, by path, as JSON in which no tag can begin. */
function siteFiles() {
  const tomls = ['examples', 'compare'].flatMap((folder) =>
    readdirSync(join(SITE, folder), { recursive: true })
      .map((name) => `${folder}/${String(name).replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.toml')),
  );
  const paths = ['course.json', 'rules/books.json', ...tomls.sort()];
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(SITE, path), 'utf8')]));
  return JSON.stringify(files).replaceAll('<', '\\u003c');
}
