import { loudText, requestText } from '../../kv/text';
import type { ProtocolEvent } from '../../protocol/event';
import { sentenceOf, textOf, type Statement, type Words } from '../../protocol/words';
import type { SingleEvent } from './events';

const STATEMENTS: Words<SingleEvent, Statement> = {
  'request-done': (e) => `does ${requestText(e)} for ${e.client}: ${e.result}`,
};

const LINES: Words<SingleEvent> = { 'request-done': (e) => `${loudText(e)} -> ${e.result}` };

export const sentence = (event: ProtocolEvent): string =>
  sentenceOf(textOf(STATEMENTS, event) ?? { clause: event.type }, event);

export const traceLine = (event: ProtocolEvent): string | null => textOf(LINES, event);
