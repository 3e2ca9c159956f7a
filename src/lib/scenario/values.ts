/** The building blocks of schemas. Their messages are completed to sentences by `errors.ts`. */
import * as v from 'valibot';
import { MOST_INDEX, MOST_TERM } from '../protocol/ranges';
import { either, quote, type Problem } from './errors';
import { nearest } from './nearest';
import type { Path } from './positions';

/** More errors than anyone reads. Later ones are not listed, so that every file is checked quickly. */
export const MOST_ERRORS = 200;

/** The longest list where the format sets no limit. */
const MOST_ITEMS = 10_000;

/** A schema that takes anything and returns a T or its issues. */
export type Schema<T> = v.GenericSchema<unknown, T>;

/** The largest integer where the format sets no limit: the largest that JavaScript represents exactly. */
const MOST = Number.MAX_SAFE_INTEGER;

/** An integer in TOML's sense: 5.0 is refused. */
export function integer(least: number, most: number = MOST): Schema<number> {
  const range = most === MOST ? `from ${least} on` : `from ${least} to ${most}`;
  const holds = (value: unknown) => typeof value === 'bigint' && value >= least && value <= most;
  return v.pipe(v.custom<bigint>(holds, `expected an integer ${range}`), v.transform(Number));
}

/** A term, the round of a ballot, or the number of a request. */
export const term = (least: number): Schema<number> => integer(least, MOST_TERM);

/** An index of a log, or a slot. */
export const index = (least: number): Schema<number> => integer(least, MOST_INDEX);

export const boolean: Schema<boolean> = v.pipe(v.unknown(), v.boolean('expected true or false'));

export const string: Schema<string> = v.pipe(v.unknown(), v.string('expected a string, in quotes'));

/** One of several names. `noun` says what they are, if one is close and there are too many to list. */
export function oneOf<T extends string>(names: readonly T[], noun = 'one of the names'): Schema<T> {
  return v.custom<T>(
    (value) => typeof value === 'string' && names.some((name) => name === value),
    ({ input }) => {
      const near = typeof input === 'string' ? nearest(input, names) : null;
      if (near === null) return `expected ${either(names)}`;
      return `expected ${names.length > 6 ? noun : either(names)}; did you mean ${quote(near)}?`;
    },
  );
}

/** A list. If it is too long, that is the only error and its items are not checked. */
export function list<T>(item: Schema<T>, of: string, least = 0, most = MOST_ITEMS): Schema<T[]> {
  const expected = `expected a list of ${of}`;
  const limit = most === MOST_ITEMS ? `, at most ${MOST_ITEMS}` : '';
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, T[]>(({ dataset, addIssue, NEVER }) => {
      const input = dataset.value;
      if (!Array.isArray(input) || input.length < least || input.length > most) {
        addIssue({ message: Array.isArray(input) ? expected + limit : expected });
        return NEVER;
      }
      const items: readonly unknown[] = input;
      const output: T[] = [];
      let wrong = 0;
      for (const [key, value] of items.entries()) {
        const result = v.safeParse(item, value);
        if (result.success) output.push(result.output);
        // There are more errors than are listed: stop.
        else if (++wrong > MOST_ERRORS) break;
        else
          for (const { message, input: found, path = [] } of result.issues) {
            const step = { type: 'array', origin: 'value', input, key, value } as const;
            addIssue({ message, input: found, path: within(step, path) });
          }
      }
      return wrong > 0 ? NEVER : output;
    }),
  );
}

/** `[least, most]`. */
export function pair(least: number, most: number): Schema<[number, number]> {
  const expected = `expected a pair [least, most] of integers from ${least} to ${most}`;
  return v.pipe(
    v.unknown(),
    v.custom<[unknown, unknown]>((value) => Array.isArray(value) && value.length === 2, expected),
    v.tuple([integer(least, most), integer(least, most)]),
    v.check(([low, high]) => low <= high, `${expected}, the least first`),
  );
}

type Entries = Record<string, v.GenericSchema<unknown, unknown>>;
type Fields<E extends Entries> = v.InferOutput<v.ObjectSchema<E, undefined>>;

/**
 * A table with exactly these keys. Unlike Valibot's strict object it reports every unknown key, not only the first.
 *
 * @param name its name in messages, as in: unknown key "x" in a timeout step. Empty: the file itself.
 * @param remedy what to say of an unknown key that belongs elsewhere
 */
export function table<E extends Entries>(
  entries: E,
  name: string,
  remedy: (key: string) => string | null = () => null,
): Schema<Fields<E>> {
  const fields = Object.entries(entries);
  const known = Object.keys(entries);
  const place = name && ` in ${name}`;
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, Fields<E>>(({ dataset, addIssue, NEVER }) => {
      const input = dataset.value;
      if (!isTable(input)) {
        addIssue({ message: 'expected a table' });
        return NEVER;
      }
      let wrong = 0;
      for (const key in input) {
        if (Object.hasOwn(entries, key)) continue;
        if (++wrong > MOST_ERRORS + 1) break;
        const message = `unknown key ${quote(key)}${place}: ${remedy(key) ?? suggest(key, known)}`;
        addIssue({ message, path: [{ type: 'object', origin: 'key', input, key, value: input[key] }] });
      }
      const output: Record<string, unknown> = {};
      for (const [key, schema] of fields) {
        if (!Object.hasOwn(input, key)) {
          if (schema.type === 'optional') continue;
          wrong++;
          addIssue({ message: `missing key ${quote(key)}${place}`, path: [pathItem(input, key)] });
          continue;
        }
        const result = v.safeParse(schema, input[key]);
        if (result.success) output[key] = result.output;
        else {
          wrong++;
          for (const { message, input: found, path = [] } of result.issues)
            addIssue({ message, input: found, path: within(pathItem(input, key), path) });
        }
      }
      return wrong > 0 ? NEVER : (output as Fields<E>);
    }),
  );
}

/** The way to a part of an item: the way to the item, and on from there. */
function within(
  item: v.IssuePathItem,
  path: readonly v.IssuePathItem[] = [],
): [v.IssuePathItem, ...v.IssuePathItem[]] {
  return [item, ...path];
}

/** Takes nothing. */
const refusing = (message: string) =>
  v.rawTransform<unknown, never>(({ addIssue, NEVER }) => {
    addIssue({ message });
    return NEVER;
  });

/** A schema that takes nothing, and says so with this message. */
export const refused = (message: string): Schema<never> => v.pipe(v.unknown(), refusing(message));

function pathItem(input: Record<string, unknown>, key: string): v.ObjectPathItem {
  return { type: 'object', origin: 'value', input, key, value: input[key] };
}

function suggest(key: string, known: readonly string[]): string {
  const near = nearest(key, known);
  return near === null ? `expected ${either(known, String)}` : `did you mean ${quote(near)}?`;
}

/** A table whose kind is named by one of its keys: its action, type or operation. */
export function byKey<T>(key: string, kinds: Readonly<Record<string, Schema<T>>>, name: string): Schema<T> {
  const kind = v.pipe(
    v.unknown(),
    v.object(
      { [key]: oneOf(Object.keys(kinds), `one of the kinds of ${key}`) },
      ({ expected }) => `missing key ${expected} in ${name}`,
    ),
    refusing(`an unknown kind of ${key}`),
  );
  const misspelt = misspeltIn([key], name);
  const noTable = refused('expected a table');
  return v.lazy((input) => {
    if (!isTable(input)) return noTable;
    const given = input[key];
    const known = typeof given === 'string' && Object.hasOwn(kinds, given) ? kinds[given] : undefined;
    // If the kind is unknown, no other key can be checked.
    return known ?? misspelt(input) ?? kind;
  });
}

/**
 * The error for a table without any of the keys that name its kind, if one of its keys is close to one of them: placed at
 * the misspelt key. null: none is close.
 *
 * @param others valid keys, even if they are close
 */
export function misspeltIn(
  wanted: readonly string[],
  name: string,
  others: readonly string[] = [],
): (input: Record<string, unknown>) => Schema<never> | null {
  return (input) => {
    const given = Object.keys(input);
    if (given.some((key) => wanted.includes(key))) return null;
    const wrong = given
      .slice(0, MOST_KEYS)
      .find((key) => !others.includes(key) && nearest(key, wanted) !== null);
    if (wrong === undefined) return null;
    const message = `unknown key ${quote(wrong)} in ${name}: did you mean ${quote(nearest(wrong, wanted) ?? '')}?`;
    return v.pipe(
      v.unknown(),
      v.rawTransform<unknown, never>(({ addIssue, NEVER }) => {
        const path = { type: 'object', origin: 'key', input, key: wrong, value: input[wrong] } as const;
        addIssue({ message, path: [path] });
        return NEVER;
      }),
    );
  };
}

/** More keys than any table of the format has. */
const MOST_KEYS = 50;

/** A table from the user's own names to strings. Every name is allowed, `__proto__` too. */
export const stringsByName: Schema<Record<string, string>> = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, Record<string, string>>(({ dataset, addIssue, NEVER }) => {
    const input = dataset.value;
    if (!isTable(input)) {
      addIssue({ message: 'expected a table of keys and their values, both strings' });
      return NEVER;
    }
    const output: Record<string, string> = {};
    for (const [key, value] of Object.entries(input)) {
      if (typeof value === 'string') {
        Object.defineProperty(output, key, { value, enumerable: true, configurable: true, writable: true });
      } else {
        addIssue({ message: 'expected a string, in quotes', input: value, path: [pathItem(input, key)] });
      }
    }
    return output;
  }),
);

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Parses a value of the document. Errors are added to `problems`, and the result is then undefined. */
export function read<T>(schema: Schema<T>, value: unknown, path: Path, problems: Problem[]): T | undefined {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  for (const issue of result.issues) problems.push(toProblem(issue, path));
  return undefined;
}

function toProblem({ message, input, path: way }: v.BaseIssue<unknown>, path: Path): Problem {
  const items: readonly v.IssuePathItem[] = way ?? [];
  const steps = items.map(({ key }) => (typeof key === 'number' ? key : String(key)));
  // A missing key is reported at the table that lacks it.
  if (message.startsWith('missing key'))
    return { path: [...path, ...steps.slice(0, -1)], at: 'value', message };
  const isKey = items.at(-1)?.origin === 'key';
  return { path: [...path, ...steps], at: isKey ? 'key' : 'value', message, found: input };
}
