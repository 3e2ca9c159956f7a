import type { ProtocolEvent } from '../../protocol/event';
import type { GossipEvent } from './events';

export function sentence(event: ProtocolEvent): string {
  const e = event as GossipEvent;
  switch (e.type) {
    case 'gossip-sent':
      return `${e.actor} tells its number ${e.value} to ${e.peers === 1 ? '1 peer' : `${e.peers} peers`}.`;
    case 'value-raised':
      return `${e.actor} takes ${e.value} from ${e.by}: it is larger than ${e.was}.`;
    case 'value-kept':
      return e.offered === e.value
        ? `${e.actor} holds ${e.value} already, which ${e.by} offers.`
        : `${e.actor} keeps ${e.value}: what ${e.by} offers, ${e.offered}, is not larger.`;
    case 'value-read':
      return `${e.actor} answers ${e.client} with the number that it holds: ${e.value}.`;
    case 'request-declined':
      return `${e.actor} declines the request of ${e.client}: ${e.result}.`;
  }
}

export function traceLine(event: ProtocolEvent): string {
  return sentence(event)
    .replace(/\.$/, '')
    .slice(event.actor.length + 1);
}
