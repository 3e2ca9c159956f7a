import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatScenario, type Layout } from '../../src/lib/scenario/format';
import { parseScenario } from '../../src/lib/scenario/parse';
import { MOST_BYTES } from '../../src/lib/scenario/limits';
import { BIG_FILES } from '../bench/big-files';
import { anyScenario } from './scenario-arbitraries';

/** Tables as Maps, so that comparisons treat a key named `__proto__` like any other. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

test.each<[Layout, number]>([
  ['tables', 1000],
  ['list', 300],
])(
  'what is written is read as it was, its steps as %s',
  (layout, numRuns) => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const result = parseScenario(formatScenario(scenario, layout));
        expect(plain(result)).toEqual(plain({ ok: true, scenario }));
      }),
      { numRuns },
    );
  },
  60_000,
);

test('writing is stable', () => {
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      const text = formatScenario(scenario);
      const result = parseScenario(text);
      expect(result.ok && formatScenario(result.scenario)).toBe(text);
    }),
    { numRuns: 200 },
  );
}, 60_000);

const EXAMPLE_TEXTS = ['static/examples', 'src/lib/lessons'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.toml'))
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8')),
);

/** Changes to a file by a slip, a disk fault or ill will. */
const scrap = fc.oneof(
  fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    '[[',
    ']]',
    '"',
    "'",
    '"""',
    "'''",
    '=',
    '.',
    ',',
    '#',
    '\\',
    '\n',
    '\r',
    '\0',
    '\ufeff',
  ),
  fc.constantFrom(
    'nan',
    'inf',
    '5.0',
    '1e9',
    '-1',
    '99999999999999999999',
    '0x1F',
    '2024-01-01',
    'true',
    '[]',
    '{}',
    '""',
  ),
  fc.constantFrom(
    '__proto__ = 1\n',
    'constructor',
    '[[step]]\n',
    '[raft]\n',
    '[[node]]\nid = "n1"\n',
    'num_nodes = 5\n',
    'a.b.c',
  ),
  fc.constantFrom(
    '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
    'a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a = 1',
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.string({ maxLength: 4 }),
);

type Edit = (text: string) => string;

const edit: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.nat(),
    fc.nat(60),
    scrap,
    fc.constantFrom('insert', 'replace', 'delete', 'repeat', 'line', 'swap'),
  )
  .map(([place, length, text, kind]) => (before) => {
    const at = place % (before.length + 1);
    const lines = before.split('\n');
    const line = place % lines.length;
    if (kind === 'insert') return before.slice(0, at) + text + before.slice(at);
    if (kind === 'replace') return before.slice(0, at) + text + before.slice(at + text.length);
    if (kind === 'delete') return before.slice(0, at) + before.slice(at + length);
    if (kind === 'repeat') return before.slice(0, at + length) + before.slice(at);
    if (kind === 'line') return lines.toSpliced(line, 1).join('\n');
    return lines.toSpliced(line, 0, lines[(line * 7 + length) % lines.length] ?? '').join('\n');
  });

const someFile = fc.oneof(
  fc.constantFrom(...EXAMPLE_TEXTS),
  anyScenario.map((scenario) => formatScenario(scenario)),
);

const mutated = fc
  .tuple(someFile, fc.array(edit, { minLength: 1, maxLength: 5 }))
  .map(([text, edits]) => edits.reduce((before, change) => change(before), text));

/**
 * In milliseconds of processor time, which includes the threads of the garbage collector:
 * `npm run bench:parse` measures the largest files by the clock, each in a fresh process.
 */
const MOST_CPU_MS = { usual: 100, largest: 200 };

/**
 * The cost of an act in milliseconds of processor time, which other work on the machine hardly affects (a shared core is
 * slower). If it exceeds `most`, it is measured up to twice more, because garbage collection may have interfered.
 */
function cpuMsOf(act: () => void, most: number): number {
  let least = Infinity;
  for (let tries = 0; tries < 3 && least > most; tries++) {
    const began = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(began);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

/** Parses a file: it must not throw, and every error must have its place in the text. Returns whether it is valid. */
function readsWell(toml: string): boolean {
  const result = parseScenario(toml);
  if (result.ok) return true;
  const lines = toml.replace(/^\ufeff/, '').split('\n');
  expect(result.errors.length).toBeGreaterThan(0);
  for (const { line, column, message } of result.errors) {
    const within = line >= 1 && line <= lines.length && column >= 1;
    const onIt = column <= (lines[line - 1] ?? '').length + 1;
    if (!within || !onIt || message === '' || message.includes('\n'))
      expect.unreachable(`${line}:${column} ${message}`);
  }
  return false;
}

test('no file makes reading throw, take over 100 ms, or point outside the text', () => {
  let wrong = 0;
  fc.assert(
    fc.property(mutated, (toml) => {
      let right = true;
      expect(cpuMsOf(() => (right = readsWell(toml)), MOST_CPU_MS.usual)).toBeLessThan(MOST_CPU_MS.usual);
      if (!right) wrong++;
    }),
    { numRuns: 4000 },
  );
  expect(wrong).toBeGreaterThan(1000);
}, 60_000);

test.each(Object.entries(BIG_FILES))(
  'nor does one of 256 KiB, whole or mutated: %s',
  (_kind, make) => {
    const whole = make();
    expect(Buffer.byteLength(whole)).toBeLessThanOrEqual(MOST_BYTES);
    expect(Buffer.byteLength(whole)).toBeGreaterThan(MOST_BYTES * 0.9);
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
        const toml = edits.reduce((before, change) => change(before), whole);
        expect(cpuMsOf(() => parseScenario(toml), MOST_CPU_MS.largest)).toBeLessThan(MOST_CPU_MS.largest);
        readsWell(toml);
      }),
      { numRuns: 2 },
    );
  },
  20_000,
);

test('nor does anything at all', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(scrap).map((parts) => parts.join('')),
      ),
      (toml) => {
        expect(() => parseScenario(toml)).not.toThrow();
      },
    ),
    { numRuns: 2000 },
  );
}, 60_000);

test('parsing never pollutes a prototype', () => {
  const names = () => Object.getOwnPropertyNames(Object.prototype).length;
  const before = names();
  fc.assert(
    fc.property(mutated, (toml) => void parseScenario(toml)),
    { numRuns: 300 },
  );
  expect(names()).toBe(before);
});
