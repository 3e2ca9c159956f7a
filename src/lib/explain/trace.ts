/** A run as the emulation printed it: one line an event, actor first. */
import type { ClientRequest } from '../kv/command';
import { toRequest, type ClientPayload } from '../kv/message';
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { Description } from '../protocol/description';
import { sentence } from './explain';

/** One line of the trace, `[n1] Election won for term 1: 3 of 5 votes`; null: this event is not traced. */
export function traceLine(system: Description, event: ProtocolEvent): string | null {
  const text = textOf(system, event as CommonEvent);
  return text === null ? null : `[${event.actor}] ${text}`;
}

function textOf(system: Description, event: CommonEvent): string | null {
  switch (event.type) {
    case 'message-delivered':
    case 'timer-fired':
      return null;
    case 'node-started':
      return `Started as ${event.role}`;
    case 'message-sent':
      return `${event.message.type} -> ${event.message.to}`;
    case 'client-requested':
      return `${event.retry ? 'Retrying' : 'Sending'} ${loud(toRequest(event.message as ClientPayload & typeof event.message))} -> ${event.message.to}`;
    case 'client-answered':
      return `${loud(event as ClientRequest & typeof event)} -> ${event.result}`;
    case 'message-dropped':
    case 'message-duplicated':
    case 'message-lost':
    case 'client-ignored-reply':
    case 'node-crashed':
    case 'node-restarted':
    case 'network-partitioned':
    case 'network-healed':
      return withoutActor(sentence(system, event).replace(/\.$/, ''), event.actor);
    default:
      return system.traceLine(event);
  }
}

/** `PUT "a" = "1"`, `GET "a"`. */
function loud({ op, key, value }: ClientRequest): string {
  return op === 'put' ? `PUT "${key}" = "${value}"` : `${op.toUpperCase()} "${key}"`;
}

/** The line names its actor in front already. */
function withoutActor(told: string, actor: string): string {
  return told.startsWith(`${actor} `) ? told.slice(actor.length + 1) : told;
}
