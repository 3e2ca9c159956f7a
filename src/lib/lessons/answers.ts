/** The possible answers to a question, and whether they are right. */
import type { ActorId, Message } from '../protocol/message';
import type { System } from '../run/system';
import type { Ask, ValueAsk } from '../sim/lesson';
import { fitting } from '../sim/network';
import type { World } from '../sim/world';
import { valueOf } from './handles';

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
export function rightValue(system: System, { value }: ValueAsk, after: World): string {
  const of = 'node' in value ? value.node : value.client;
  return valueOf(system, after, { of, field: value.field }) ?? 'none';
}

/** The messages in flight that are right answers. */
export function rightMessages(
  system: System,
  selectors: Extract<Ask, { readonly point: 'message' }>['right'],
  before: World,
): readonly Message[] {
  return selectors.flatMap(({ nth, ...selector }) => {
    const fits = fitting(system, before.network.inFlight, selector);
    return nth === undefined ? fits : fits.slice(nth - 1, nth);
  });
}

/**
 * The options for a question about a value: the right one, values of the field elsewhere in the run, and close numbers.
 * Their order does not give the answer away.
 */
export function valueOptions(
  system: System,
  ask: ValueAsk,
  worlds: readonly World[],
  after: World,
): readonly string[] {
  const { value } = ask;
  const right = rightValue(system, ask, after);
  if (/^\d+$/.test(right)) {
    const least = Math.max(0, Number(right) - (ask.question.length % 4));
    return Array.from({ length: 5 }, (_, i) => String(least + i));
  }
  const others = 'client' in value ? Object.keys(after.clients) : Object.keys(after.nodes);
  const elsewhere = worlds.flatMap((world) =>
    others.flatMap((of) => valueOf(system, world, { of, field: value.field }) ?? []),
  );
  const voters = value.field === 'voted_for' ? ['none', ...Object.keys(after.nodes)] : [];
  const usual = value.field === 'reply' ? ['ok', 'consensus failed', 'not leader'] : voters;
  const options = [...new Set([right, ...usual, ...elsewhere])].filter((one) => one !== 'no reply yet');
  return options.slice(0, 8).sort((a, b) => (a < b ? -1 : 1));
}
