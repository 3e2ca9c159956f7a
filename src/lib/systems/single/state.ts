import { EMPTY_STORE, type Store } from '../../kv/store';
import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';

/** The one server. Plain JSON. */
export interface SingleState extends NodeState {
  readonly role: 'server';
  /** On disk, and written before a request is answered: it survives a crash. */
  readonly store: Store;
  /** How many requests it has done, in the order in which they arrived; on disk too. */
  readonly done: number;
}

export function newServer(id: ActorId): SingleState {
  return { id, role: 'server', alive: true, store: EMPTY_STORE, done: 0 };
}
