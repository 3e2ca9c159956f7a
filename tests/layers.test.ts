import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

// Who may import whom: design.md's "Folders". Which packages may be used where is in eslint.config.js.

const SYSTEMS = ['raft', 'multipaxos', 'single', 'gossip'].map((system) => `systems/${system}`);
const READERS = ['checks', 'explain'];
const BASE = ['protocol', 'kv'];
const WORLD = [...BASE, 'sim'];
const RUN = [...WORLD, 'checks', 'run'];
const PICTURE = [...RUN, 'explain', 'picture'];
const CORE = [...PICTURE, ...SYSTEMS, 'explore', 'export'];
const COMPOSED = [...CORE, 'scenario', 'lessons'];
const ALL = [...COMPOSED, 'compare', 'link'];

/** Each layer, and the layers that it may import beside itself. `index` is src/lib/index.ts. */
const MAY_IMPORT: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['protocol', []],
  ['kv', ['protocol']],
  ...SYSTEMS.map((system) => [system, BASE] as const),
  ['sim', BASE],
  ...READERS.map((reader) => [reader, WORLD] as const),
  ['run', RUN],
  ['explore', RUN],
  ['picture', PICTURE],
  ['export', PICTURE],
  ['scenario', COMPOSED],
  ['lessons', COMPOSED],
  ['compare', COMPOSED],
  ['link', COMPOSED],
  ['index', ALL],
  ['ui', [...ALL, 'index']],
  ['routes', [...ALL, 'index', 'ui']],
]);

/** What is wrong with the imports of a file, one sentence each. `path` is from the project's folder, with slashes. */
function violations(path: string, text: string): string[] {
  const layer = layerOf(path);
  const allowed = layer === null ? undefined : MAY_IMPORT.get(layer);
  if (layer === null || allowed === undefined) return [`${path} is in no layer`];
  const onScreen = layer === 'ui' || layer === 'routes';
  const misplaced =
    !onScreen && /\.svelte(\.|$)/.test(path) ? [`${path}: Svelte belongs to ui and routes`] : [];
  const wrong = importsOf(path, text).flatMap((specifier) => {
    const target = resolve(path, specifier);
    if (target === null) return [];
    const imported = layerOf(target);
    if (imported !== null && (imported === layer || allowed.includes(imported))) return [];
    return [`${path}: ${layer} may not import ${specifier}`];
  });
  return [...misplaced, ...wrong];
}

/** The layer that a file or folder belongs to, or null if it is in none. */
function layerOf(path: string): string | null {
  const [top, second, third, fourth] = path.split('/');
  if (top !== 'src') return null;
  if (second === 'app.css') return 'routes';
  if (second === 'routes') return 'routes';
  if (second !== 'lib') return null;
  if (third === undefined || /^index(\.ts)?$/.test(third)) return 'index';
  if (third === 'systems') return SYSTEMS.find((system) => system === `${third}/${fourth}`) ?? null;
  return MAY_IMPORT.has(third) && third !== 'index' && third !== 'routes' ? third : null;
}

/** Every module that the file names: imports of all kinds, `new URL(…, import.meta.url)`, `import.meta.glob(…)`. */
function importsOf(path: string, text: string): string[] {
  const code = path.endsWith('.svelte')
    ? [...text.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map(([, script]) => script).join('\n')
    : text;
  const imported = ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName);
  const calls = code.matchAll(/(?:new URL|import\.meta\.glob(?:<[^(]*>)?)\(([^)]*)/g);
  const named = [...calls].flatMap(([, list = '']) =>
    [...list.matchAll(/['"`]([^'"`]+)['"`]/g)].map(([, name = '']) => name),
  );
  return [...imported, ...named.filter((name) => /^(\.|\/src|\$lib)/.test(name))];
}

/** The project path that a specifier leads to, or null for a package. */
function resolve(from: string, specifier: string): string | null {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare === '$lib' || bare.startsWith('$lib/')) return posix.join('src/lib', bare.slice('$lib'.length));
  if (bare.startsWith('/')) return bare.slice(1);
  return bare.startsWith('.') ? posix.join(posix.dirname(from), bare) : null;
}

describe('who may import whom', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join('src', name.replaceAll('\\', '/')))
    .filter((path) => /^src\/(lib|routes)\/.*\.(ts|js|svelte)$/.test(path));

  it('finds the source', () => {
    expect(files).toContain('src/lib/protocol/protocol.ts');
  });

  it.each(files)('%s', (path) => {
    expect(violations(path, readFileSync(path, 'utf8'))).toEqual([]);
  });
});

describe('the rule itself', () => {
  it.each([
    ['src/lib/protocol/a.ts', "import { put } from '../kv/store';"],
    ['src/lib/kv/a.ts', "import type { World } from '$lib/sim/world';"],
    ['src/lib/systems/raft/a.ts', "import { step } from '../../sim/step';"],
    ['src/lib/systems/raft/a.ts', "import { leader } from '../multipaxos/leader';"],
    ['src/lib/sim/a.ts', "import { raft } from '../systems/raft/protocol';"],
    ['src/lib/sim/deep/a.ts', "import { raft } from '../../systems/raft/protocol';"],
    ['src/lib/checks/safety.ts', "import type { RaftState } from '../systems/raft/state';"],
    ['src/lib/explore/search.ts', "import { parse } from '../scenario/parse';"],
    ['src/lib/run/tree.ts', "import { parse } from '../scenario/parse';"],
    ['src/lib/picture/a.ts', "import { loadSystem } from '../scenario/registry';"],
    ['src/lib/explain/a.ts', "export * from '$lib/systems/raft/rules';"],
    ['src/lib/export/a.ts', "const { raft } = await import('../systems/raft/protocol');"],
    ['src/lib/export/a.ts', "type Raft = import('../systems/raft/state').RaftState;"],
    ['src/lib/sim/a.ts', "import '../scenario/registry';"],
    ['src/lib/scenario/a.ts', "import { session } from '../ui/session.svelte';"],
    ['src/lib/lessons/a.ts', "import Stage from '$lib/ui/panels/stage/Stage.svelte';"],
    ['src/lib/lessons/a.ts', "import { parse } from '$lib';"],
    ['src/lib/scenario/a.ts', "import { beginPair } from '../compare/pair';"],
    ['src/lib/compare/a.ts', "import Stage from '../ui/stage/Stage.svelte';"],
    ['src/lib/index.ts', "export { session } from './ui/session.svelte';"],
    [
      'src/lib/ui/Stage.svelte',
      "<p></p><script lang='ts'>import P from '../../routes/+page.svelte';</script>",
    ],
    ['src/lib/explain/a.ts', "new Worker(new URL('../ui/worker.ts', import.meta.url));"],
    ['src/lib/systems/raft/a.ts', "import.meta.glob('../../lessons/*.toml', { query: '?raw' });"],
    ['src/lib/sim/a.ts', "import text from '../lessons/a.toml?raw';"],
    ['src/lib/kv/a.ts', "import { helper } from '../../../tests/helper';"],
    ['src/lib/kv/Store.svelte', ''],
    ['src/lib/kv/store.svelte.ts', ''],
    ['src/lib/utils/a.ts', ''],
    ['src/lib/utils.ts', ''],
    ['src/lib/ui/a.ts', "import '../../app.css';"],
  ])('refuses in %s: %s', (path, text) => {
    expect(violations(path, text)).toHaveLength(1);
  });

  it.each([
    ['src/lib/protocol/a.ts', "import { b } from './b';"],
    ['src/lib/kv/a.ts', "import type { Payload } from '../protocol/message';"],
    [
      'src/lib/systems/raft/a.ts',
      "import { createMachine } from 'xstate'; import { apply } from '$lib/kv/store';",
    ],
    ['src/lib/explore/a.ts', "import { step } from '../sim/step';"],
    ['src/lib/scenario/a.ts', "import { raft } from '../systems/raft/protocol';"],
    ['src/lib/lessons/a.ts', "import { parse } from '../scenario/parse'; import text from './a.toml?raw';"],
    ['src/lib/compare/a.ts', "import { systemOf } from '../scenario/all-systems';"],
    ['src/lib/index.ts', "export { parse } from './scenario/parse';"],
    [
      'src/lib/ui/A.svelte',
      "<script lang='ts'>import { step } from '$lib/sim/step'; import { onMount } from 'svelte';</script>",
    ],
    ['src/routes/lab/+page.svelte', "<script>import Lab from '$lib/ui/app/Lab.svelte';</script>"],
    ['src/routes/+layout.svelte', "<script>import '../app.css';</script>"],
    ['src/lib/kv/a.ts', "// import '../ui/session.svelte' is only spoken of here"],
  ])('lets pass in %s: %s', (path, text) => {
    expect(violations(path, text)).toEqual([]);
  });
});
