import type { ActorId } from '../../protocol/message';

/** A peer sends its number. */
export interface Gossip {
  readonly type: 'Gossip';
  readonly from: ActorId;
  readonly value: number;
}
