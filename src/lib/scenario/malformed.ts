/**
 * Validates an action at run time, for callers without TypeScript. (The steps of a file have been checked by `steps.ts`.)
 * Names that a world does not have, such as a missing node, are only found when the action is done.
 */
import { keysOf, isKeyOf } from '../protocol/known';
import { either, quote, shown } from '../protocol/quote';
import type { ExpectedKind } from './format-of-system';
import { FORMATS } from './formats';
import { nearest } from './nearest';

/** What is wrong with a value; null: nothing. */
type Check = (value: unknown) => string | null;

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const tablesIn = (value: unknown) => (Array.isArray(value) ? value.filter(isTable) : []);

const isText = (value: unknown) => typeof value === 'string';
const isWhole = (value: unknown) => Number.isSafeInteger(value);

const text: Check = (value) => (isText(value) ? null : 'expected a string');
const flag: Check = (value) => (typeof value === 'boolean' ? null : 'expected true or false');
const count: Check = (value) =>
  isWhole(value) && Number(value) >= 1 ? null : 'expected an integer from 1 on';
const number: Check = (value) => (isWhole(value) ? null : 'expected an integer');
const operation: Check = (value) =>
  value === 'put' || value === 'get' || value === 'delete' ? null : 'expected "put", "get" or "delete"';

const listOf =
  (holds: (item: unknown) => boolean, of: string): Check =>
  (value) =>
    Array.isArray(value) && value.every(holds) ? null : `expected a list of ${of}`;

const groups = listOf(
  (group) => Array.isArray(group) && group.every(isText),
  'groups, each a list of names of nodes and clients',
);
const store: Check = (value) =>
  isTable(value) && Object.values(value).every(isText) ? null : 'expected a table of strings';

type Fields = Readonly<Record<string, Check>>;

interface Form {
  readonly needs: Fields;
  readonly may: Fields;
}

const form = (needs: Fields = {}, may: Fields = {}): Form => ({ needs, may });

const selector = form({}, { id: number, message: text, from: text, to: text, index: count, nth: count });
const atNode = form({ node: text });

const FORMS = {
  deliver: selector,
  drop: selector,
  duplicate: selector,
  timeout: atNode,
  heartbeat: atNode,
  request: form({ client: text, op: operation, key: text }, { value: text, to: text }),
  retry: form({ client: text }, { to: text }),
  crash: atNode,
  restart: atNode,
  partition: form({ groups }),
  heal: form(),
  next: form({}, { count }),
  settle: form({}, { limit: count }),
  task: form(
    { do: text, until: listOf(isTable, 'tables'), solution: listOf(isTable, 'acts') },
    { hint: text },
  ),
} satisfies Readonly<Record<string, Form>>;

const KINDS: Readonly<Record<ExpectedKind, Check>> = {
  ...{ text, flag, integer: number, store },
  terms: listOf(isWhole, 'terms'),
  slots: listOf(isWhole, 'slots'),
};

const EXPECTED_OF_NODE: Fields = Object.fromEntries(
  Object.values(FORMATS).flatMap(({ expected }) =>
    Object.entries(expected).map(([field, kind]) => [field, KINDS[kind]] as const),
  ),
);
const EXPECTATIONS = {
  violation: form({ violation: text }),
  client: form({ client: text, reply: text }),
  node: form({ node: text }, EXPECTED_OF_NODE),
} satisfies Readonly<Record<string, Form>>;

/** Keys of a step that are not part of its action. */
const TOLD = ['action', 'note', 'speaker', 'ask'];

/** Why a value is not a valid action, as a sentence; null: it is one. */
export function malformed(action: unknown): string | null {
  return (
    malformedAct(action) ?? (isTable(action) && action['action'] === 'task' ? malformedTask(action) : null)
  );
}

function malformedAct(action: unknown): string | null {
  if (!isTable(action)) return `an action is ${shown(action)}: expected a table such as { action: "next" }`;
  const name = action['action'];
  if (name === 'expect') return malformedExpectation(action, 'an expect');
  if (typeof name === 'string' && isKeyOf(FORMS, name)) return misfit(action, FORMS[name], `a ${name}`);
  const names = [...Object.keys(FORMS), 'expect'];
  return `action is ${shown(name)}: expected ${either(names)}${meant(name, names)}`;
}

function malformedTask({ until, solution }: Readonly<Record<string, unknown>>): string | null {
  for (const wanted of tablesIn(until)) {
    const wrong = malformedExpectation(wanted, 'until');
    if (wrong !== null) return wrong;
  }
  for (const part of tablesIn(solution)) {
    if (part['action'] === 'task' || part['action'] === 'expect')
      return `a solution holds ${quote(part['action'])}: expected acts`;
    const wrong = malformedAct(part);
    if (wrong !== null) return wrong;
  }
  return null;
}

function malformedExpectation(given: Readonly<Record<string, unknown>>, name: string): string | null {
  const kind = keysOf(EXPECTATIONS).find((key) => given[key] !== undefined);
  if (kind !== undefined) return misfit(given, EXPECTATIONS[kind], name);
  return `${name} has none of the keys ${either(Object.keys(EXPECTATIONS))}: expected one of them`;
}

function misfit(given: Readonly<Record<string, unknown>>, { needs, may }: Form, name: string): string | null {
  const known = { ...may, ...needs };
  for (const [key, value] of Object.entries(given)) {
    if (TOLD.includes(key) || value === undefined) continue;
    const check = Object.hasOwn(known, key) ? known[key] : undefined;
    if (!check)
      return `unknown key ${quote(key)} in ${name}${meant(key, Object.keys(known)) || ': expected none such'}`;
    const wrong = check(value);
    if (wrong !== null) return `${key} of ${name} is ${shown(value)}: ${wrong}${near(check, value)}`;
  }
  const missing = Object.keys(needs).find((key) => given[key] === undefined);
  return missing === undefined
    ? null
    : `missing key ${quote(missing)} in ${name}: ${needs[missing]?.(undefined)}`;
}

const near = (check: Check, value: unknown) =>
  check === operation ? meant(value, ['put', 'get', 'delete']) : '';

function meant(value: unknown, names: readonly string[]): string {
  const found = typeof value === 'string' ? nearest(value, names) : null;
  return found === null ? '' : `; did you mean ${quote(found)}?`;
}
