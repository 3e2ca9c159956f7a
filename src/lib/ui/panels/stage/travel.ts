import type { CommonEvent, ProtocolEvent } from '../../../protocol/event';
import type { Message } from '../../../protocol/message';
import type { World } from '../../../sim/world';

/** The longest that a step moves, in milliseconds: what arrives first, then what it caused to be sent. */
export const STEP_MOVES_MS = 400;
/** Steps that follow one another faster than this are scrubbed through: nothing moves. */
const SCRUB_MS = 120;

/** How a message moves as a step is shown. */
export interface Travel {
  readonly message: Message;
  /** To its receiver; to one that is down; nowhere, it vanishes where it is. */
  readonly how: 'arrives' | 'is lost' | 'is dropped';
}

/** What a step shows moving. */
export interface Movement {
  readonly travels: readonly Travel[];
  /** Ids of the messages that the step sent: they come out of their sender. A copy stands where its original does. */
  readonly sent: ReadonlySet<number>;
}

export const STILL: Movement = { travels: [], sent: new Set() };

/** What moved in a step, told from its events. */
export function movementOf(events: readonly ProtocolEvent[]): Movement {
  const travels: Travel[] = [];
  const sent = new Set<number>();
  for (const event of events as readonly CommonEvent[]) {
    if (event.type === 'message-delivered') travels.push({ message: event.message, how: 'arrives' });
    if (event.type === 'message-lost') travels.push({ message: event.message, how: 'is lost' });
    if (event.type === 'message-dropped') travels.push({ message: event.message, how: 'is dropped' });
    if (event.type === 'message-sent' || event.type === 'client-requested') sent.add(event.message.id);
  }
  return { travels, sent };
}

/**
 * Whether a step is shown moving: only one step on from what was shown, at a pace that leaves time for it.
 *
 * @param shown the world shown before; `before` the one that the step began from.
 * @param sinceMs since the last step was shown.
 * @param paceMs how long Play shows a step; null: it does not play.
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
