import { commonIn } from '../protocol/event';
import type { ProtocolEvent, TimerKind } from '../protocol/event';
import type { ActorId, Message } from '../protocol/message';

/** The input that a step gave a node or client: a message, or its timer. */
interface Input {
  readonly actor: ActorId;
  readonly what: Message | TimerKind;
}

/** The input that these events name; null: there was none. A lost message is not an input. */
export function inputOf(events: readonly ProtocolEvent[]): Input | null {
  for (const event of commonIn(events)) {
    if (event.type === 'timer-fired') return { actor: event.actor, what: event.timer };
    if (event.type === 'message-delivered') return { actor: event.actor, what: event.message };
  }
  return null;
}
