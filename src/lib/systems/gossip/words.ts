import type { ProtocolEvent } from '../../protocol/event';
import { asLine, textOf, type Words } from '../../protocol/words';
import type { GossipEvent } from './events';

const SENTENCES: Words<GossipEvent> = {
  'gossip-sent': (e) =>
    `${e.actor} sends its number ${e.value} to ${e.peers === 1 ? '1 peer' : `${e.peers} peers`}.`,
  'value-raised': (e) => `${e.actor} takes ${e.value} from ${e.by}: it is larger than ${e.was}.`,
  'value-kept': (e) =>
    e.offered === e.value
      ? `${e.actor} already holds ${e.value}, which ${e.by} sent.`
      : `${e.actor} keeps ${e.value}: ${e.by}’s number ${e.offered} is not larger.`,
  'value-read': (e) => `${e.actor} answers ${e.client} with its own number, ${e.value}.`,
  'request-declined': (e) => `${e.actor} declines ${e.client}’s request: ${e.result}.`,
};

export const sentence = (event: ProtocolEvent): string => textOf(SENTENCES, event) ?? event.type;

export const traceLine = (event: ProtocolEvent): string => asLine(sentence(event), event);
