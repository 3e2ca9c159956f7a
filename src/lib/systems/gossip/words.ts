import type { ProtocolEvent } from '../../protocol/event';
import type { GossipEvent } from './events';

export function sentence(event: ProtocolEvent): string {
  const e = event as GossipEvent;
  switch (e.type) {
    case 'gossip-sent':
      return `${e.actor} sends its number ${e.value} to ${e.peers === 1 ? '1 peer' : `${e.peers} peers`}.`;
    case 'value-raised':
      return `${e.actor} takes ${e.value} from ${e.by}: it is larger than ${e.was}.`;
    case 'value-kept':
      return e.offered === e.value
        ? `${e.actor} already holds ${e.value}, which ${e.by} sent.`
        : `${e.actor} keeps ${e.value}: ${e.by}’s number ${e.offered} is not larger.`;
    case 'value-read':
      return `${e.actor} answers ${e.client} with its own number, ${e.value}.`;
    case 'request-declined':
      return `${e.actor} declines ${e.client}’s request: ${e.result}.`;
  }
}

export function traceLine(event: ProtocolEvent): string {
  return sentence(event)
    .replace(/\.$/, '')
    .slice(event.actor.length + 1);
}
