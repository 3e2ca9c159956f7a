import { loudText, requestText } from '../../kv/text';
import type { ProtocolEvent } from '../../protocol/event';
import { textOf, type Words } from '../../protocol/words';
import type { SingleEvent } from './events';

const SENTENCES: Words<SingleEvent> = {
  'request-done': (e) => `${e.actor} does ${requestText(e)} for ${e.client}: ${e.result}.`,
};

const LINES: Words<SingleEvent> = { 'request-done': (e) => `${loudText(e)} -> ${e.result}` };

export const sentence = (event: ProtocolEvent): string => textOf(SENTENCES, event) ?? event.type;

export const traceLine = (event: ProtocolEvent): string | null => textOf(LINES, event);
