/** A run as the emulation printed it: one line an event, actor first. */
import { isClientPayload, toRequest } from '../kv/message';
import { loudText } from '../kv/text';
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { Message } from '../protocol/message';
import type { Description } from '../protocol/description';
import { lineOf, textOf, type Words } from '../protocol/words';
import { commonStatement } from './explain';

/** Events that the trace leaves out: it has the events that followed from them. */
const UNTRACED: ReadonlySet<string> = new Set<CommonEvent['type']>(['message-delivered', 'timer-fired']);

/** Events with a line of their own, as the emulation printed them. The other events are traced by their statement. */
const LINES: Partial<Words<CommonEvent>> = {
  'node-started': (e) => `Started as ${e.role}`,
  'message-sent': (e) => `${e.message.type} -> ${e.message.to}`,
  'client-requested': (e) => `${e.retry ? 'Retrying' : 'Sending'} ${loud(e.message)} -> ${e.message.to}`,
  'client-answered': (e) => `${loudText(e)} -> ${e.result}`,
};

/** One line of the trace, `[n1] Election won for term 1: 3 of 5 votes`; null: this event is not traced. */
export function traceLine(system: Description, event: ProtocolEvent): string | null {
  if (UNTRACED.has(event.type)) return null;
  const common = commonStatement(event);
  const line = textOf(LINES, event) ?? (common === null ? system.traceLine(event) : lineOf(common));
  return line === null ? null : `[${event.actor}] ${line}`;
}

function loud(message: Message): string {
  return isClientPayload(message) ? loudText(toRequest(message)) : message.type;
}
