import type { ActorId } from '../../protocol/message';
import type { DrawnArrow } from './arrows';
import type { RunIndex } from './run';

/** What happened before a message was sent (Lamport's happens-before), among what is drawn. */
export interface Past {
  /** The message, and those whose delivery it depends on. */
  readonly arrows: ReadonlySet<number>;
  /** By actor: the last step of it that the message depends on. */
  readonly until: ReadonlyMap<ActorId, number>;
  /** How many happenings are in it. */
  readonly size: number;
}

/** The causal past of a message. `arrows`: those drawn, of which some are lit. */
export function pastOf(id: number, arrows: readonly DrawnArrow[], index: RunIndex): Past {
  const clock = index.carried(id);
  const lit = new Set([id]);
  for (const { arrow } of arrows) {
    const { message, end } = arrow;
    if (end?.fate !== 'delivered') continue;
    const happening = index.happening(message.to, end.step);
    if (happening !== null && happening <= (clock[message.to] ?? 0)) lit.add(message.id);
  }
  const until = new Map(
    Object.entries(clock).map(([actor, count]) => [actor, index.stepOf(actor, count)] as const),
  );
  const size = Object.values(clock).reduce((sum, count) => sum + count, 0);
  return { arrows: lit, until, size };
}
