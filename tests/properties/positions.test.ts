import fc from 'fast-check';
import { parse } from 'smol-toml';
import { expect, test } from 'vitest';
import { locationOf, scanLocations, type Path } from '../../src/lib/scenario/positions';
import { writeString } from '../../src/lib/scenario/text';

type Value = string | number | boolean | Value[] | { [key: string]: Value };

/** A document in one of the many ways to write it in TOML, and what is at each path. */
interface Written {
  readonly text: string;
  /** The text with which the key and the value at a path begin. A table under a header begins with its bracket. */
  readonly expected: readonly { readonly path: Path; readonly key?: string; readonly value: string }[];
}

const key = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'num_nodes',
    '0',
    'x-y',
    '__proto__',
    'constructor',
    '',
    'a.b',
    'é',
    '"',
    "'",
    '# x',
    '[',
    '\n',
  ),
  fc.string({ maxLength: 5 }),
);
const leaf = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.string({ maxLength: 8 }),
  fc.constantFrom('# no', '[a]', '"""', "'''", 'x\ny = 1', ']', '}', ',', '"\\'),
);
const { document } = fc.letrec<{ value: Value; document: { [key: string]: Value } }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
  document: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
}));

const isTable = (value: Value): value is { [key: string]: Value } =>
  typeof value === 'object' && !Array.isArray(value);

/** Writes documents with choices taken from `choices`, in turn. */
class Writer {
  private taken = 0;
  readonly expected: { path: Path; key?: string; value: string }[] = [];

  constructor(private readonly choices: readonly number[]) {}

  document(table: { [key: string]: Value }): Written {
    return { text: this.body(table, [], []), expected: this.expected };
  }

  private pick<T>(...options: [T, ...T[]]): T {
    const choice = this.choices[this.taken++ % this.choices.length] ?? 0;
    return options[choice % options.length] as T;
  }

  /** Plain values first, as they must precede all headers; then sub-tables, with headers or without. */
  private body(table: { [key: string]: Value }, path: Path, header: readonly string[]): string {
    const entries = Object.entries(table);
    const underHeader = new Set(
      entries
        .filter(([, value]) => this.canHaveHeader(value) && this.pick(true, false))
        .map(([name]) => name),
    );
    const plain = entries.filter(([name]) => !underHeader.has(name));
    const headed = entries.filter(([name]) => underHeader.has(name));
    return (
      plain
        .map(([name, value]) => this.filler() + this.pair([], name, value, path) + this.lineEnd())
        .join('') + headed.map(([name, value]) => this.headed(name, value, path, header)).join('')
    );
  }

  private canHaveHeader(value: Value): boolean {
    return isTable(value) || (Array.isArray(value) && value.length > 0 && value.every(isTable));
  }

  private headed(name: string, value: Value, path: Path, header: readonly string[]): string {
    const written = this.key(name);
    const full = [...header, written].join(this.pick('.', ' . '));
    const space = this.pick('', ' ');
    if (isTable(value)) {
      this.expected.push({ path: [...path, name], key: written, value: `[${space}` });
      return `${this.filler()}[${space}${full}${space}]${this.lineEnd()}${this.body(value, [...path, name], [...header, written])}`;
    }
    const items = value as { [key: string]: Value }[];
    return items
      .map((item, i) => {
        this.expected.push({ path: [...path, name, i], key: written, value: `[[${space}` });
        const body = this.body(item, [...path, name, i], [...header, written]);
        return `${this.filler()}[[${space}${full}${space}]]${this.lineEnd()}${body}`;
      })
      .join('');
  }

  /** `a.b.c = 1` or `a = { b = … }`. */
  private pair(before: readonly string[], name: string, value: Value, path: Path): string {
    const written = this.key(name);
    const dotted = [...before, written];
    if (isTable(value) && Object.keys(value).length === 1 && this.pick(true, false)) {
      const [[inner, innerValue]] = Object.entries(value) as [[string, Value]];
      this.expected.push({ path: [...path, name], key: written, value: written });
      return this.pair(dotted, inner, innerValue, [...path, name]);
    }
    const here = { path: [...path, name], key: written, value: '' };
    this.expected.push(here);
    here.value = this.value(value, here.path);
    return `${dotted.join(this.pick('.', '. '))}${this.pick(' = ', '=', '\t=  ')}${here.value}`;
  }

  private value(value: Value, path: Path): string {
    if (typeof value === 'string') return this.string(value);
    if (Array.isArray(value)) {
      const items = value.map((item, i) => {
        const here = { path: [...path, i], value: '' };
        this.expected.push(here);
        here.value = this.value(item, here.path);
        return here.value;
      });
      const gap = this.pick('', ' ', '\n  ', ' # ] } , "\n', '\r\n\t');
      return `[${gap}${items.join(`${gap},${gap}`)}${items.length > 0 ? this.pick('', ',') : ''}${gap}]`;
    }
    if (isTable(value)) {
      const pairs = Object.entries(value).map(([name, inner]) => this.pair([], name, inner, path));
      return `{${this.pick('', ' ')}${pairs.join(this.pick(',', ' , '))}${this.pick('', ' ')}}`;
    }
    return String(value);
  }

  private string(text: string): string {
    const basic = writeString(text);
    const raw = /^[ -~]*$/.test(text);
    const style = this.pick('basic', 'long', 'literal', 'long literal');
    const isSpaced = /^\s/.test(text);
    if (style === 'long')
      return `"""${this.pick('', '\n', isSpaced ? '' : '\\\n   ')}${basic.slice(1, -1)}"""`;
    if (style === 'literal' && raw && !text.includes("'")) return `'${text}'`;
    if (style === 'long literal' && raw && !/'''|'$/.test(text)) return `'''${this.pick('', '\n')}${text}'''`;
    return basic;
  }

  private key(name: string): string {
    const bare = /^[A-Za-z0-9_-]+$/.test(name);
    if (bare && this.pick(true, true, false)) return name;
    const literal = /^[ -&(-~]*$/.test(name);
    return literal && this.pick(true, false) ? `'${name}'` : writeString(name);
  }

  private filler(): string {
    return this.pick('', '', '\n', '# [x] y = 1\n', '  ', '\r\n\t');
  }

  private lineEnd(): string {
    return this.pick('\n', ' # "\n', '\r\n', '  \n');
  }
}

const written = fc
  .tuple(document, fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 }))
  .map(([table, choices]) => ({ table, ...new Writer(choices).document(table) }));

/** Tables as Maps, so that comparisons treat a key named `__proto__` like any other. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}

test('finds every key and value of any document, however it is written', () => {
  fc.assert(
    fc.property(written, ({ table, text, expected }) => {
      expect(plain(parse(text)), 'the test writes TOML').toEqual(plain(table));
      const root = scanLocations(
        text,
        expected.map(({ path }) => path),
      );
      for (const { path, key: name, value } of expected) {
        const location = locationOf(root, path);
        expect(text.slice(location.valueAt, location.valueAt + value.length)).toBe(value);
        if (name !== undefined) expect(text.slice(location.keyAt, location.keyAt + name.length)).toBe(name);
        const { keyAt, valueAt } = locationOf(scanLocations(text, [path]), path);
        expect({ keyAt, valueAt }, 'looked for alone').toEqual({
          keyAt: location.keyAt,
          valueAt: location.valueAt,
        });
      }
    }),
    { numRuns: 3000 },
  );
}, 60_000);
