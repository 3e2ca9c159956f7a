import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';

/** A peer. Plain JSON. */
export interface GossipState extends NodeState {
  readonly role: 'peer';
  /** The largest number seen; it never falls. On disk, so it survives a crash. */
  readonly value: number;
  /** All other peers. */
  readonly peers: readonly ActorId[];
}

/** The number before any put. */
export const FIRST_VALUE = 0;
