import type { Goal } from '../../../explore/options';
import type { Expectation, NodeExpectation } from '../../../sim/action';
import type { Field, Prospect } from './prospect';

/** One condition of a goal: on a field of a node, or on the last answer of a client. */
export interface Condition {
  who: string;
  field: string;
  value: string;
}

/** The only field of a client is its last reply. */
const REPLY: Field = { name: 'reply', value: 'ok', choices: null };

/** The fields of a node or client. */
export const fieldsOf = ({ fields }: Prospect, who: string): readonly Field[] => fields[who] ?? [REPLY];

/** The field of a condition. */
export const fieldOf = (prospect: Prospect, { who, field }: Condition): Field | undefined =>
  fieldsOf(prospect, who).find(({ name }) => name === field);

/** A field in words. */
export const fieldTitle = (field: string): string => field.replaceAll('_', ' ');

/** Answers of clients to choose from; others can be typed. */
export const answersOn = (key: string): readonly string[] => [
  'ok',
  'not leader',
  'consensus failed',
  `key not found: ${key}`,
  `key already exists: ${key}`,
];

/** A goal in words, to follow "a run in which". */
export function goalWords({ promises }: Pick<Prospect, 'promises'>, goal: Goal): string {
  const broken = (name: string) => `“${promises[name] ?? name}” is broken`;
  if ('violation' in goal) return goal.violation === 'any' ? 'any promise is broken' : broken(goal.violation);
  return goal.reach
    .map((one) => {
      if ('node' in one) return nodeWords(one);
      return 'violation' in one ? broken(one.violation) : `${one.client} is told “${one.reply}”`;
    })
    .join(', and ');
}

function nodeWords({ node, ...fields }: NodeExpectation): string {
  const told = Object.entries(fields).map(([field, value]) =>
    field === 'role' ? `is ${String(value)}` : `has ${fieldTitle(field)} ${valueText(value) || 'nobody'}`,
  );
  return `${node} ${told.join(' and ')}`;
}

/** A value as a condition shows it. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.entries(value)
    .map(([key, one]) => `${key}=${String(one)}`)
    .join(' ');
}

/** The conditions of a goal; none for a broken promise. */
export function conditionsOf(goal: Goal): Condition[] {
  if ('violation' in goal) return [];
  return goal.reach.flatMap((expected): Condition[] => {
    if ('node' in expected) {
      const { node, ...fields } = expected;
      return Object.entries(fields).map(([field, value]) => ({ who: node, field, value: valueText(value) }));
    }
    return 'violation' in expected ? [] : [{ who: expected.client, field: 'reply', value: expected.reply }];
  });
}

/** The expectation of a condition, or a sentence that says what would be accepted. */
export function expectationOf(prospect: Prospect, condition: Condition): Expectation | string {
  const { who, field, value } = condition;
  if (!prospect.fields[who]) return { client: who, reply: value };
  const known = fieldOf(prospect, condition)?.value;
  const read = readAs(known, value.trim());
  if (read === undefined)
    return `${who}, ${fieldTitle(field)}: ${acceptedFor(known)} is expected, “${value}” is none`;
  return { node: who, [field]: read } as Expectation;
}
/** Parses a text as a value of the same type as another; undefined: it is not one. */
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
