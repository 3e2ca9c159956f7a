import type { ActorId, Payload } from '../../protocol/message';

/** A peer sends its number. */
export interface Gossip {
  readonly type: 'Gossip';
  readonly from: ActorId;
  readonly value: number;
}

export const isGossip = <P extends Payload>(payload: P): payload is P & Gossip => payload.type === 'Gossip';
