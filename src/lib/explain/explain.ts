/** Events as sentences. A sentence is made from an event here, or, for a system's own events, by that system. */
import { requestText } from '../kv/text';
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { Message } from '../protocol/message';
import type { Description } from '../protocol/description';
import { overruledIn } from '../protocol/verdict';
import { textOf, type Words } from '../protocol/words';
import { request } from './request';

const way = ({ type, from, to }: Message) => `${type} from ${from} to ${to}`;

const SENTENCES: Words<CommonEvent> = {
  'node-started': (e) => `${e.actor} starts as ${e.role}.`,
  'message-sent': (e) => `${e.actor} sends ${e.message.type} to ${e.message.to}.`,
  'message-delivered': (e) => `${way(e.message)} is delivered.`,
  'message-dropped': (e) => `${way(e.message)} is dropped: it will never arrive.`,
  'message-duplicated': (e) => `${way(e.message)} is duplicated: it will arrive twice.`,
  'message-lost': (e) =>
    e.down
      ? `${e.actor} is down, so ${way(e.message)} is lost.`
      : `${way(e.message)} is lost: ${e.actor} takes no such message.`,
  'timer-fired': (e) => `${e.actor}’s ${e.timer} timer fires.`,
  'node-crashed': (e) => `${e.actor} crashes: only what it has stored survives.`,
  'node-restarted': (e) => `${e.actor} restarts with what it has stored.`,
  'network-partitioned': (e) =>
    `The network is cut: ${e.groups.map((group) => group.join(' ')).join(' | ')}.`,
  'network-healed': () => 'The network is whole again: held messages can be delivered.',
  'client-requested': (e) =>
    `${e.actor} sends ${request(e.message)} to ${e.message.to}${e.retry ? ' again' : ''}.`,
  'client-answered': (e) => `${e.actor} gets an answer to ${requestText(e)}: ${e.result}.`,
  'client-ignored-reply': (e) =>
    `${e.actor} ignores ${e.message.from}’s reply: ${e.expected === null ? 'it is not waiting for one' : 'it answers an earlier request'}.`,
};

/** The one sentence that an event is told in. */
export function sentence(system: Description, event: ProtocolEvent): string {
  return commonSentence(event) ?? system.sentence(event);
}

/** The sentence of what happens in every system alike; null: the event is a system's own. */
export function commonSentence(event: ProtocolEvent): string | null {
  return textOf(SENTENCES, event);
}

/** What a step is never told by where anything else happened: that something was handed over. */
const SILENT = new Set(['message-delivered', 'message-sent', 'timer-fired']);
/** The event that a step is told by: what a deliberate bug let pass, if anything; of that, or of all, the first that is not minor. */
export function headline(
  { minor }: Pick<Description, 'minor'>,
  events: readonly ProtocolEvent[],
): ProtocolEvent | null {
  const telling = events.filter(({ type }) => !SILENT.has(type));
  const passed = telling.filter(overruledIn);
  const from = passed.length > 0 ? passed : telling;
  return (
    from.find(({ type }) => type !== 'client-requested' && !minor.includes(type)) ??
    from.at(0) ??
    events.at(0) ??
    null
  );
}

/** A step in one sentence; null: nothing happened. */
export function tell(system: Description, events: readonly ProtocolEvent[]): string | null {
  const event = headline(system, events);
  return event && sentence(system, event);
}
