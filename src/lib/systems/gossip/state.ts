import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';

/** One of equals. Plain JSON. */
export interface GossipState extends NodeState {
  readonly role: 'peer';
  /** The largest number it has seen; never falls. On disk: it survives a crash. */
  readonly value: number;
  /** All the others. */
  readonly peers: readonly ActorId[];
}

/** Before anyone has set anything. */
export const FIRST_VALUE = 0;
