import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

// Which folder may import which. eslint.config.js says which packages may be used where.

const SYSTEMS = ['raft', 'multipaxos', 'single', 'gossip'].map((system) => `systems/${system}`);
const READERS = ['checks', 'explain'];
const BASE = ['protocol', 'kv'];
const WORLD = [...BASE, 'sim'];
const RUN = [...WORLD, 'checks', 'run'];
const PICTURE = [...RUN, 'explain', 'picture'];
const CORE = [...PICTURE, ...SYSTEMS, 'explore', 'export'];
const COMPOSED = [...CORE, 'scenario', 'lessons'];
const ALL = [...COMPOSED, 'link'];

/** The floors of `ui`: `app` → `panels` → `run` → `kit`. Each folder of `panels` is a panel; no panel imports another. */
const FLOORS: Readonly<Record<string, readonly string[]>> = {
  'ui/kit': PICTURE,
  'ui/run': [...ALL, 'ui/kit'],
  'ui/panels': [...ALL, 'ui/run', 'ui/kit'],
  'ui/app': [...ALL, 'ui/panels', 'ui/run', 'ui/kit'],
};

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
  ['link', COMPOSED],
  ['index', ALL],
  ...Object.entries(FLOORS),
  ['routes', [...ALL, 'index', ...Object.keys(FLOORS)]],
]);

/**
 * The violations in a file's imports, one sentence each, which says what to do. `path` is relative to the project's
 * folder, with slashes.
 */
function violations(path: string, text: string): string[] {
  const layer = layerOf(path);
  const allowed = layer === null ? undefined : MAY_IMPORT.get(layer);
  if (layer === null || allowed === undefined)
    return [`${path} is in no layer: move it to one of ${[...MAY_IMPORT.keys()].join(', ')}`];
  const onScreen = layer.startsWith('ui/') || layer === 'routes';
  const misplaced =
    !onScreen && /\.svelte(\.|$)/.test(path)
      ? [`${path}: Svelte belongs to ui and routes: move it there, or what is pure of it here`]
      : [];
  const wrong = importsOf(path, text).flatMap((specifier) => {
    const target = resolve(path, specifier);
    if (target === null) return [];
    const imported = layerOf(target);
    const [panel, other] = [panelOf(path), panelOf(target)];
    if (panel !== null && other !== null && panel !== other)
      return [`${path} imports ${specifier}: panels do not know each other: move what both need to ui/kit`];
    if (imported !== null && (imported === layer || allowed.includes(imported))) return [];
    const may = allowed.length === 0 ? 'nothing' : allowed.join(', ');
    return [`${path} imports ${specifier}: ${layer} may import ${may}: pass it in, or move it down`];
  });
  return [...misplaced, ...wrong];
}

/** The panel of a file; null: it belongs to none. */
const panelOf = (path: string): string | null => /^src\/lib\/ui\/panels\/([^/]+)\//.exec(path)?.[1] ?? null;

/** The layer of a file or folder; null: it belongs to none. */
function layerOf(path: string): string | null {
  const [top, second, third, fourth] = path.split('/');
  if (top !== 'src') return null;
  if (second === 'app.css') return 'routes';
  if (second === 'routes') return 'routes';
  if (second !== 'lib') return null;
  if (third === undefined || /^index(\.ts)?$/.test(third)) return 'index';
  const nested = `${third}/${fourth}`;
  if (third === 'systems' || third === 'ui') return MAY_IMPORT.has(nested) ? nested : null;
  return MAY_IMPORT.has(third) && third !== 'index' && third !== 'routes' ? third : null;
}

/** Every module that a file names: imports of all kinds, `new URL(…, import.meta.url)`, `import.meta.glob(…)`. */
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

/** The project path of a specifier; null: it is a package. */
function resolve(from: string, specifier: string): string | null {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare === '$lib' || bare.startsWith('$lib/')) return posix.join('src/lib', bare.slice('$lib'.length));
  if (bare.startsWith('/')) return bare.slice(1);
  return bare.startsWith('.') ? posix.join(posix.dirname(from), bare) : null;
}

/**
 * Cycles of imports, each from its alphabetically first module on. Type imports do not count, because they vanish at run
 * time.
 */
function cyclesIn(texts: ReadonlyMap<string, string>): string[] {
  const graph = new Map(
    [...texts].map(([path, text]) => [
      path,
      importsOf(path, text.replaceAll(TYPES, '')).flatMap(fileOf(path)),
    ]),
  );
  const rings = new Set<string>();
  const done = new Set<string>();
  const source = (path: string, way: readonly string[]) => {
    const at = way.indexOf(path);
    if (at >= 0) return void rings.add(fromFirst(way.slice(at)));
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) source(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) source(path, []);
  return [...rings].map((ring) => `${ring}: move what both need to a module below them`);

  function fileOf(from: string) {
    return (specifier: string): string[] => {
      const target = resolve(from, specifier);
      const found = ['', '.ts', '.svelte', '/index.ts'].find((end) => texts.has(`${target}${end}`));
      return target === null || found === undefined ? [] : [`${target}${found}`];
    };
  }
}

const TYPES = /\b(?:import|export)\s+type\b[^;]*;/g;

function fromFirst(ring: readonly string[]): string {
  const at = ring.indexOf([...ring].sort()[0] ?? '');
  return [...ring.slice(at), ...ring.slice(0, at + 1)].join(' → ');
}

const SOURCE = new Map(
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => posix.join('src', name.replaceAll('\\', '/')))
    .filter((path) => /^src\/(lib|routes)\/.*\.(ts|js|svelte)$/.test(path))
    .map((path) => [path, readFileSync(path, 'utf8')]),
);

it('no file imports what is above it', () => {
  expect(SOURCE.has('src/lib/protocol/protocol.ts')).toBe(true);
  expect(SOURCE.size).toBeGreaterThan(300);
  expect([...SOURCE].flatMap(([path, text]) => violations(path, text))).toEqual([]);
});

it('no modules import one another in a ring', () => {
  expect(cyclesIn(SOURCE)).toEqual([]);
});

/** Names of messages and fields that one system alone has. What others need of them, its protocol and description say. */
const OWN =
  /\b(votedFor|voted_for|currentTerm|commitIndex|commit_index|matchIndex|nextIndex|prevLogIndex|RequestVote|VoteResponse|AppendEntries|CommitNotification|promised|acceptedBy)\b/;

/** Where they may be named: the systems, their checks, the file format; and the digest of links, which old links fix. */
const MAY_NAME = /^src\/lib\/(systems|checks|scenario)\/|^src\/lib\/link\/digest\.ts$/;

/** The first line of code, comments aside, that names what one system alone has. */
function namesSystem(path: string, text: string): string[] {
  if (MAY_NAME.test(path)) return [];
  const code = text.replace(/\/\*.*?\*\/|<!--.*?-->|^\s*\/\/.*?$/gms, '');
  const line = code.split('\n').find((one) => OWN.test(one));
  return line === undefined
    ? []
    : [`${path} names one system's own: ${line.trim()}: let its protocol say it`];
}

it('no file outside a system names its fields or messages', () => {
  expect([...SOURCE].flatMap(([path, text]) => namesSystem(path, text))).toEqual([]);
});

it.each([
  ['src/lib/lessons/a.ts', "if (field === 'voted_for') return 1;", 1],
  ['src/lib/sim/a.ts', "const isVote = type === 'RequestVote';", 1],
  ['src/lib/sim/a.ts', '/** Such as AppendEntries. */\n// or RequestVote\nconst a = 1;', 0],
  ['src/lib/systems/raft/a.ts', 'const { currentTerm } = node;', 0],
])('the rule on names in %s: %s', (path, text, count) => {
  expect(namesSystem(path, text)).toHaveLength(count);
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
    ['src/lib/run/pair/a.ts', "import { systemOf } from '../../scenario/all-systems';"],
    ['src/lib/run/pair/a.ts', "import { tell } from '../../explain/explain';"],
    ['src/lib/compare/a.ts', ''],
    ['src/lib/index.ts', "export { session } from './ui/session.svelte';"],
    [
      'src/lib/ui/app/Stage.svelte',
      "<p></p><script lang='ts'>import P from '../../../routes/+page.svelte';</script>",
    ],
    ['src/lib/ui/Stage.svelte', ''],
    ['src/lib/ui/kit/a.ts', "import type { Session } from '../run/session.svelte';"],
    ['src/lib/ui/run/a.ts', "import { marks } from '../panels/transport/milestones';"],
    ['src/lib/ui/panels/why/a.ts', "import type { Source } from '../../app/source.svelte';"],
    ['src/lib/ui/panels/why/A.svelte', "<script>import Stage from '../stage/Stage.svelte';</script>"],
    ['src/lib/explain/a.ts', "new Worker(new URL('../ui/worker.ts', import.meta.url));"],
    ['src/lib/systems/raft/a.ts', "import.meta.glob('../../lessons/*.toml', { query: '?raw' });"],
    ['src/lib/sim/a.ts', "import text from '../lessons/a.toml?raw';"],
    ['src/lib/kv/a.ts', "import { helper } from '../../../tests/helper';"],
    ['src/lib/kv/Store.svelte', ''],
    ['src/lib/kv/store.svelte.ts', ''],
    ['src/lib/utils/a.ts', ''],
    ['src/lib/utils.ts', ''],
    ['src/lib/ui/app/a.ts', "import '../../../app.css';"],
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
    ['src/lib/picture/pair/a.ts', "import { stepPair } from '../../run/pair/pair';"],
    ['src/lib/index.ts', "export { parse } from './scenario/parse';"],
    [
      'src/lib/ui/app/A.svelte',
      "<script lang='ts'>import { step } from '$lib/sim/step'; import { onMount } from 'svelte';</script>",
    ],
    ['src/routes/lab/+page.svelte', "<script>import Lab from '$lib/ui/app/Lab.svelte';</script>"],
    ['src/routes/+layout.svelte', "<script>import '../app.css';</script>"],
    ['src/lib/kv/a.ts', "// import '../ui/session.svelte' is only spoken of here"],
  ])('lets pass in %s: %s', (path, text) => {
    expect(violations(path, text)).toEqual([]);
  });
});

describe('rings', () => {
  const files = (...all: [string, string][]) =>
    new Map(all.map(([name, text]) => [`src/lib/kv/${name}`, text]));

  it('are found, through components too, and told once', () => {
    const ring = files(
      ['a.ts', "import { b } from './b';"],
      ['b.ts', "export * from './C.svelte';"],
      ['C.svelte', "<script>import { a } from './a';</script>"],
    );
    expect(cyclesIn(ring)).toEqual([
      expect.stringMatching(/^src\/lib\/kv\/C\.svelte → .*a\.ts → .*b\.ts → .*C\.svelte: move/),
    ]);
  });

  it('are none where only types go back, or two ways lead to one place', () => {
    expect(
      cyclesIn(files(['a.ts', "import { b } from './b';"], ['b.ts', "import type { A } from './a';"])),
    ).toEqual([]);
    expect(
      cyclesIn(
        files(
          ['a.ts', "import './b'; import './c';"],
          ['b.ts', "import './d';"],
          ['c.ts', "import './d';"],
          ['d.ts', ''],
        ),
      ),
    ).toEqual([]);
  });
});
