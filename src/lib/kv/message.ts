import type { ActorId, Payload } from '../protocol/message';
import type { ClientRequest, Op } from './command';

/** A client's request as a message. `request` numbers a client's requests from 1. */
export type ClientPayload =
  | { readonly type: 'ClientPut'; readonly request: number; readonly key: string; readonly value: string }
  | { readonly type: 'ClientGet'; readonly request: number; readonly key: string }
  | { readonly type: 'ClientDelete'; readonly request: number; readonly key: string };

/** The answer to a client. `leader`: with `not leader`, the leader that the answering node knows of. */
export interface ClientReply extends Payload {
  readonly type: 'ClientReply';
  readonly request: number;
  readonly ok: boolean;
  readonly result: string;
  readonly leader?: ActorId;
}

const OP_OF: Readonly<Record<ClientPayload['type'], Op>> = {
  ClientPut: 'put',
  ClientGet: 'get',
  ClientDelete: 'delete',
};

export function isClientPayload<P extends Payload>(payload: P): payload is P & ClientPayload {
  return Object.hasOwn(OP_OF, payload.type);
}

export function isClientReply<P extends Payload>(payload: P): payload is P & ClientReply {
  return payload.type === 'ClientReply';
}

/** The payload that carries a request. */
export function toPayload({ op, key, value }: ClientRequest, request: number): ClientPayload {
  if (op === 'put') return { type: 'ClientPut', request, key, value: value ?? '' };
  return { type: op === 'get' ? 'ClientGet' : 'ClientDelete', request, key };
}

/** The request that a payload carries. */
export function toRequest(payload: ClientPayload): ClientRequest {
  const op = OP_OF[payload.type];
  return payload.type === 'ClientPut'
    ? { op, key: payload.key, value: payload.value }
    : { op, key: payload.key };
}
