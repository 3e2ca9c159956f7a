/** The possible answers to a question, and whether they are right. */
import type { ActorId, Message } from '../protocol/message';
import type { System } from '../run/system';
import { operations } from '../sim/inspect';
import type { Ask, ChoiceAsk, ValueAsk } from '../sim/lesson';
import { fitting } from '../sim/network';
import type { World } from '../sim/world';
import { valueOf } from './handles';

/** A question without choices. */
type OpenAsk = Exclude<Ask, ChoiceAsk>;

export type Answer =
  /** A choice, by its index. */
  | { readonly choice: number }
  | { readonly node: ActorId }
  /** A message, by its id. */
  | { readonly message: number }
  | { readonly value: string };

/**
 * Whether an answer is right.
 *
 * @param before the world in which the question is asked
 * @param after the world after the step
 */
export function isRight(system: System, ask: Ask, answer: Answer, before: World, after: World): boolean {
  if ('choices' in ask) return 'choice' in answer && ask.choices[answer.choice]?.right === true;
  if ('value' in ask) return 'value' in answer && answer.value === rightValue(system, ask, after);
  if (ask.point === 'node') return 'node' in answer && ask.right.includes(answer.node);
  return (
    'message' in answer && rightMessages(system, ask.right, before).some(({ id }) => id === answer.message)
  );
}

/** The value after the step, as people read it. */
function rightValue(system: System, { value }: ValueAsk, after: World): string {
  const of = 'node' in value ? value.node : value.client;
  return valueOf(system, after, { of, field: value.field }) ?? 'none';
}

/**
 * The right answer to a question without choices, in words.
 *
 * @param before the world in which the question is asked
 * @param after the world after the step
 */
export function rightInWords(system: System, ask: OpenAsk, before: World, after: World): string {
  if ('value' in ask) return rightValue(system, ask, after);
  if (ask.point === 'node') return ask.right.join(', ');
  return rightMessages(system, ask.right, before).map(messageInWords).join(', ');
}

export const messageInWords = ({ type, from, to }: Message): string => `${type} from ${from} to ${to}`;

/** The messages in flight that are right answers. */
function rightMessages(
  system: System,
  selectors: Extract<Ask, { readonly point: 'message' }>['right'],
  before: World,
): readonly Message[] {
  return selectors.flatMap(({ nth, ...selector }) => {
    const fits = fitting(system, before.network.inFlight, selector);
    return nth === undefined ? fits : fits.slice(nth - 1, nth);
  });
}

/** The most and the least options for a value. */
const MOST = 6;
const LEAST = 5;

/**
 * The options for a question about a value: the right one, what the field has been in the run so far, and others that it
 * could be. Their order does not give the answer away.
 *
 * @param worlds those of the run up to `after`
 */
export function valueOptions(
  system: System,
  ask: ValueAsk,
  worlds: readonly World[],
  after: World,
): readonly string[] {
  const right = rightValue(system, ask, after);
  if ('client' in ask.value) return inOrder([right, ...answersLike(after, ask.value.client)]);
  const { node, field } = ask.value;
  const nodes = Object.keys(after.nodes);
  const soFar = worlds.flatMap((world) =>
    [node, ...nodes].flatMap((of) => valueOf(system, world, { of, field }) ?? []),
  );
  if (/^\d+$/.test(right)) {
    const first = Math.max(0, Number(right) - (ask.question.length % 4));
    const near = Array.from({ length: LEAST }, (_, i) => String(first + i));
    const fewest = Math.max(LEAST, Math.min(MOST, new Set([right, ...soFar]).size));
    return inOrder([right, ...soFar.toReversed(), ...near], fewest);
  }
  return inOrder([right, ...(field === system.fields?.vote ? ['none', ...nodes] : []), ...soFar]);
}

/** The answers that a client could get to its last request. */
function answersLike(world: World, client: ActorId): readonly string[] {
  const asked = world.clients[client]?.history.at(-1);
  if (!asked) return [];
  const { op, key } = asked;
  const written = operations(world).flatMap((one) => (one.key === key && one.value) || []);
  const own = op === 'get' ? written.toReversed() : ['ok'];
  const error = op === 'put' ? `key already exists: ${key}` : `key not found: ${key}`;
  return [...own.slice(0, 2), error, 'consensus failed', ...(op === 'get' ? ['ok'] : ['not leader'])];
}

/** The first of these options, without repetition, in an order of their own. */
const inOrder = (options: readonly string[], most = MOST): readonly string[] =>
  [...new Set(options)].slice(0, most).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
