import { commonIn } from '$lib/protocol/event';
import type { ProtocolEvent } from '../../../protocol/event';
import type { Message } from '../../../protocol/message';
import type { World } from '../../../sim/world';

/** The longest animation of a step, in milliseconds: first arrivals, then the messages that they caused. */
export const STEP_MOVES_MS = 400;
/** Steps that follow each other faster than this are being scrubbed: no animation. */
const SCRUB_MS = 120;

/** The animation of a message. */
export interface Travel {
  readonly message: Message;
  /** It moves to its receiver; it moves to a crashed receiver; or it vanishes in place. */
  readonly how: 'arrives' | 'is lost' | 'is dropped';
}

/** The animations of a step. */
interface Movement {
  readonly travels: readonly Travel[];
  /** Ids of the messages that the step sent: they come out of their sender. A copy appears at its original. */
  readonly sent: ReadonlySet<number>;
}

export const STILL: Movement = { travels: [], sent: new Set() };

/** The animations of a step, from its events. */
export function movementOf(events: readonly ProtocolEvent[]): Movement {
  const travels: Travel[] = [];
  const sent = new Set<number>();
  for (const event of commonIn(events)) {
    if (event.type === 'message-delivered') travels.push({ message: event.message, how: 'arrives' });
    if (event.type === 'message-lost') travels.push({ message: event.message, how: 'is lost' });
    if (event.type === 'message-dropped') travels.push({ message: event.message, how: 'is dropped' });
    if (event.type === 'message-sent' || event.type === 'client-requested') sent.add(event.message.id);
  }
  return { travels, sent };
}

/**
 * Whether to animate a step: only the step right after the one shown, and only if the pace leaves time for it.
 *
 * @param shown the last world shown; `before` is the world before the step
 * @param sinceMs time since the last step was shown
 * @param paceMs how long Play shows a step; null: it is paused
 */
export function moves(
  shown: World | null,
  before: World | null,
  sinceMs: number,
  paceMs: number | null,
): boolean {
  if (before === null || shown !== before) return false;
  return paceMs === null ? sinceMs >= SCRUB_MS : paceMs >= STEP_MOVES_MS;
}
