/** Events as sentences. Events that every system has are put into words here; each system has words for its own. */
import { requestText } from '../kv/text';
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { Message } from '../protocol/message';
import type { Description } from '../protocol/description';
import { overruledIn } from '../protocol/verdict';
import { sentenceOf, textOf, type Statement, type Words } from '../protocol/words';
import { request } from './request';

const way = ({ type, from, to }: Message) => `${type} from ${from} to ${to}`;

const STATEMENTS: Words<CommonEvent, Statement> = {
  'node-started': (e) => `starts as ${e.role}`,
  'message-sent': (e) => `sends ${e.message.type} to ${e.message.to}`,
  'message-delivered': (e) => ({ clause: `${way(e.message)} is delivered` }),
  'message-dropped': (e) => ({ clause: `${way(e.message)} is dropped: it will never arrive` }),
  'message-duplicated': (e) => ({ clause: `${way(e.message)} is duplicated: it will arrive twice` }),
  'message-lost': (e) =>
    e.down
      ? `is down, so ${way(e.message)} is lost`
      : { clause: `${way(e.message)} is lost: ${e.actor} takes no such message` },
  'timer-fired': (e) => ({ clause: `${e.actor}’s ${e.timer} timer fires` }),
  'node-crashed': () => 'crashes: only what it has stored survives',
  'node-restarted': () => 'restarts with what it has stored',
  'network-partitioned': (e) => ({
    clause: `The network is cut: ${e.groups.map((group) => group.join(' ')).join(' | ')}`,
  }),
  'network-healed': () => ({ clause: 'The network is whole again: held messages can be delivered' }),
  'client-requested': (e) => `sends ${request(e.message)} to ${e.message.to}${e.retry ? ' again' : ''}`,
  'client-answered': (e) => `gets an answer to ${requestText(e)}: ${e.result}`,
  'client-ignored-reply': (e) =>
    `ignores ${e.message.from}’s reply: ${e.expected === null ? 'it is not waiting for one' : 'it answers an earlier request'}`,
};

/** The sentence for an event. */
export function sentence(system: Description, event: ProtocolEvent): string {
  const statement = commonStatement(event);
  return statement === null ? system.sentence(event) : sentenceOf(statement, event);
}

/** What an event says that every system has; null: the event is a system's own. */
export function commonStatement(event: ProtocolEvent): Statement | null {
  return textOf(STATEMENTS, event);
}

/** Events that never tell a step if anything else happened in it. */
const SILENT = new Set(['message-delivered', 'message-sent', 'timer-fired']);

/** The event that tells a step: the first that is not minor, among those that a deliberate bug let pass or else among all. */
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
