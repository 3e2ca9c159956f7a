import type { ProtocolEvent } from '../../protocol/event';
import { lineOf, sentenceOf, textOf, type Statement, type Words } from '../../protocol/words';
import type { GossipEvent } from './events';

const STATEMENTS: Words<GossipEvent, Statement> = {
  'gossip-sent': (e) => `sends its number ${e.value} to ${e.peers === 1 ? '1 peer' : `${e.peers} peers`}`,
  'value-raised': (e) => `takes ${e.value} from ${e.by}: it is larger than ${e.was}`,
  'value-kept': (e) =>
    e.offered === e.value
      ? `already holds ${e.value}, which ${e.by} sent`
      : `keeps ${e.value}: ${e.by}’s number ${e.offered} is not larger`,
  'value-read': (e) => `answers ${e.client} with its own number, ${e.value}`,
  'request-declined': (e) => `declines ${e.client}’s request: ${e.result}`,
};

const statement = (event: ProtocolEvent): Statement => textOf(STATEMENTS, event) ?? { clause: event.type };

export const sentence = (event: ProtocolEvent): string => sentenceOf(statement(event), event);

export const traceLine = (event: ProtocolEvent): string => lineOf(statement(event));
