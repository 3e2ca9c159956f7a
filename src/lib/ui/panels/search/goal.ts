import { promiseTitle } from '../../../checks/violation';
import type { Goal } from '../../../explore/options';
import type { Details } from '../../../protocol/description';
import type { System } from '../../../run/system';
import type { Expectation } from '../../../sim/action';
import type { World } from '../../../sim/world';

/** One thing that is to hold, as the page asks for it: of a node one of its fields, of a client its last answer. */
export interface Condition {
  who: string;
  field: string;
  value: string;
}

/** What can be asked of a node or client: the names of fields that `expect` has, with what they are now. */
export function fieldsOf(system: System, world: World, who: string): readonly (readonly [string, unknown])[] {
  const node = world.nodes[who];
  return node ? Object.entries(system.expectable(node)) : [['reply', 'ok']];
}

/** A field in words. */
export const fieldTitle = (field: string): string => field.replaceAll('_', ' ');

/** The values that a field can have, where these are few; null: it is written. */
export function choicesOf(
  system: System,
  details: Details,
  world: World,
  { who, field }: Pick<Condition, 'who' | 'field'>,
): readonly string[] | null {
  const node = world.nodes[who];
  if (!node) return null;
  if (field === 'role') return details.chart?.(node).states ?? null;
  if (field === 'voted_for') return ['', ...Object.keys(world.nodes)];
  return typeof system.expectable(node)[field] === 'boolean' ? ['true', 'false'] : null;
}

/** What clients are told, to choose from; other answers can be written. */
export const answersOn = (key: string): readonly string[] => [
  'ok',
  'not leader',
  'consensus failed',
  `key not found: ${key}`,
  `key already exists: ${key}`,
];

/** A goal in words, to follow "a run in which". */
export function goalWords(goal: Goal): string {
  if ('violation' in goal) return goal.violation === 'any' ? 'any promise is broken' : broken(goal.violation);
  return goal.reach.map(expectationWords).join(', and ');
}

const broken = (name: string) => `“${promiseTitle(name)}” is broken`;

function expectationWords(expected: Expectation): string {
  if ('violation' in expected) return broken(expected.violation);
  if ('client' in expected) return `${expected.client} is told “${expected.reply}”`;
  const { node, ...fields } = expected;
  const told = Object.entries(fields).map(([field, value]) =>
    field === 'role' ? `is ${String(value)}` : `has ${fieldTitle(field)} ${valueText(value) || 'nobody'}`,
  );
  return `${node} ${told.join(' and ')}`;
}

/** A value as it is written in a condition. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.entries(value)
    .map(([key, one]) => `${key}=${String(one)}`)
    .join(' ');
}

/** The conditions that a goal comes to; none, where it is a promise broken. */
export function conditionsOf(goal: Goal): Condition[] {
  if ('violation' in goal) return [];
  return goal.reach.flatMap((expected): Condition[] => {
    if ('violation' in expected) return [];
    if ('client' in expected) return [{ who: expected.client, field: 'reply', value: expected.reply }];
    const { node, ...fields } = expected;
    return Object.entries(fields).map(([field, value]) => ({ who: node, field, value: valueText(value) }));
  });
}

/** What a condition asks for; or a sentence that says what would be accepted. */
export function expectationOf(
  system: System,
  world: World,
  { who, field, value }: Condition,
): Expectation | string {
  if (!world.nodes[who]) return { client: who, reply: value };
  const known = fieldsOf(system, world, who).find(([name]) => name === field)?.[1];
  const read = readAs(known, value.trim());
  if (read === undefined)
    return `${who}, ${fieldTitle(field)}: ${acceptedFor(known)} is expected, “${value}” is none`;
  return { node: who, [field]: read } as Expectation;
}
/** A text as a value of the same kind as another; undefined: it is none. */
function readAs(like: unknown, text: string): unknown {
  if (typeof like === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (typeof like === 'number') return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
  if (Array.isArray(like)) {
    const items = text === '' ? [] : text.split(/[\s,]+/);
    return items.every((item) => /^\d{1,7}$/.test(item)) ? items.map(Number) : undefined;
  }
  if (typeof like === 'object') {
    const pairs = text === '' ? [] : text.split(/[\s,]+/).map((item) => item.split('='));
    return pairs.every((pair) => pair.length === 2) ? Object.fromEntries(pairs) : undefined;
  }
  return text;
}

function acceptedFor(like: unknown): string {
  if (typeof like === 'boolean') return 'true or false';
  if (typeof like === 'number') return 'a whole number';
  return Array.isArray(like) ? 'a list of whole numbers as 1 1 2' : 'pairs as a=1 b=2';
}
