/** A run as the emulation printed it: one line an event, actor first. */
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { System } from '../protocol/system';
import { sentence } from './explain';
import { request } from './request';

/** One line of the trace, `[n1] Election won for term 1: 3 of 5 votes`; null: this event is not traced. */
export function traceLine(system: System, event: ProtocolEvent): string | null {
  const text = textOf(system, event as CommonEvent);
  return text === null ? null : `[${event.actor}] ${text}`;
}

function textOf(system: System, event: CommonEvent): string | null {
  switch (event.type) {
    case 'message-delivered':
    case 'timer-fired':
      return null;
    case 'node-started':
      return `Started as ${event.role}`;
    case 'message-sent':
      return `${event.message.type} -> ${event.message.to}`;
    case 'client-requested':
      return `${event.retry ? 'Retrying' : 'Sending'} ${loud(request(event.message))} -> ${event.message.to}`;
    case 'client-answered': {
      const { op, key, value, result } = event;
      return `${loud(op === 'put' ? `put ${key}=${value}` : `${op} ${key}`)} -> ${result}`;
    }
    case 'message-dropped':
    case 'message-duplicated':
    case 'message-lost':
    case 'client-ignored-reply':
    case 'node-crashed':
    case 'node-restarted':
    case 'network-partitioned':
    case 'network-healed':
      return sentence(system, event).replace(/\.$/, '');
    default:
      return system.traceLine(event);
  }
}

/** `PUT "a" = "1"`, `GET "a"`. */
function loud(told: string): string {
  const [, op = '', key = '', value] = /^(\w+) ([^=]*)(?:=(.*))?$/s.exec(told) ?? [];
  return value === undefined ? `${op.toUpperCase()} "${key}"` : `${op.toUpperCase()} "${key}" = "${value}"`;
}
