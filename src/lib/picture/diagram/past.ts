import type { ActorId } from '../../protocol/message';
import type { RunIndex } from './run';

/** The causal past of a message (Lamport's happens-before). */
export interface Past {
  /** The message itself, and those on whose delivery it depends. */
  readonly arrows: ReadonlySet<number>;
  /** For each actor: the last step on which the message depends. */
  readonly until: ReadonlyMap<ActorId, number>;
  /** The number of happenings. */
  readonly size: number;
}

/**
 * The causal past of a message, from its sending back to the start. What an actor did in a step belongs to it if a message
 * that the actor sent in that step or later belongs to it.
 */
export function pastOf(id: number, index: RunIndex): Past {
  const arrows = new Set([id]);
  const until = new Map<ActorId, number>();
  let size = 0;
  const isKnown = (actor: ActorId, step: number) => step <= (until.get(actor) ?? -1);
  const dependOn = (message: number): number => {
    const sending = index.original(message);
    if (!sending) return -1;
    const { from } = sending.message;
    until.set(from, Math.max(sending.sent, until.get(from) ?? -1));
    return sending.sent;
  };
  for (let step = dependOn(id); step >= 0; step--) {
    for (const actor of index.actedIn(step)) if (isKnown(actor, step)) size++;
    for (const ended of index.endedIn(step)) {
      const arrow = index.arrow(ended);
      if (arrow?.end?.fate !== 'delivered' || !isKnown(arrow.message.to, step)) continue;
      arrows.add(ended);
      dependOn(ended);
    }
  }
  return { arrows, until, size };
}
