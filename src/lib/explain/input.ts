import type { CommonEvent, ProtocolEvent, TimerKind } from '../protocol/event';
import type { ActorId, Message } from '../protocol/message';

/** What a step handed to a node or client: a message, or the firing of its timer. */
export interface Input {
  readonly actor: ActorId;
  readonly what: Message | TimerKind;
}

/** What these events say was handed over; null: nothing was. A message that was lost reached nobody. */
export function inputOf(events: readonly ProtocolEvent[]): Input | null {
  for (const event of events as readonly CommonEvent[]) {
    if (event.type === 'timer-fired') return { actor: event.actor, what: event.timer };
    if (event.type === 'message-delivered') return { actor: event.actor, what: event.message };
  }
  return null;
}
