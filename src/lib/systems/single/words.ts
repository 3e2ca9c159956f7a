import type { ClientRequest } from '../../kv/command';
import type { ProtocolEvent } from '../../protocol/event';
import type { SingleEvent } from './events';

const asked = ({ op, key, value }: ClientRequest): string =>
  op === 'put' ? `put ${key}=${value}` : `${op} ${key}`;

const loud = ({ op, key, value }: ClientRequest): string =>
  op === 'put' ? `PUT "${key}" = "${value}"` : `${op.toUpperCase()} "${key}"`;

export function sentence(event: ProtocolEvent): string {
  const e = event as SingleEvent;
  return `${e.actor} does ${asked(e)} for ${e.client}: ${e.result}.`;
}

export function traceLine(event: ProtocolEvent): string {
  const e = event as SingleEvent;
  return `${loud(e)} -> ${e.result}`;
}
