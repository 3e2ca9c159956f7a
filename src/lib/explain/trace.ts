/** A run as the emulation printed it: one line an event, actor first. */
import { isClientPayload, toRequest } from '../kv/message';
import { loudText } from '../kv/text';
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { Message } from '../protocol/message';
import type { Description } from '../protocol/description';
import { asLine, textOf, type Words } from '../protocol/words';
import { commonSentence } from './explain';

/** What is not traced: what came of it is. */
const UNTRACED: ReadonlySet<string> = new Set<CommonEvent['type']>(['message-delivered', 'timer-fired']);

/** What the emulation printed in its own manner; the rest is traced by its sentence. */
const LINES: Partial<Words<CommonEvent>> = {
  'node-started': (e) => `Started as ${e.role}`,
  'message-sent': (e) => `${e.message.type} -> ${e.message.to}`,
  'client-requested': (e) => `${e.retry ? 'Retrying' : 'Sending'} ${loud(e.message)} -> ${e.message.to}`,
  'client-answered': (e) => `${loudText(e)} -> ${e.result}`,
};

/** One line of the trace, `[n1] Election won for term 1: 3 of 5 votes`; null: this event is not traced. */
export function traceLine(system: Description, event: ProtocolEvent): string | null {
  if (UNTRACED.has(event.type)) return null;
  const told = commonSentence(event);
  const line = textOf(LINES, event) ?? (told === null ? system.traceLine(event) : asLine(told, event));
  return line === null ? null : `[${event.actor}] ${line}`;
}

function loud(message: Message): string {
  return isClientPayload(message) ? loudText(toRequest(message)) : message.type;
}
