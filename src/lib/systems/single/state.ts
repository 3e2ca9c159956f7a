import { EMPTY_STORE, type Store } from '../../kv/store';
import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';

/** The one server. Plain JSON. */
export interface SingleState extends NodeState {
  readonly role: 'server';
  /** On disk, and written before a request is answered, so it survives a crash. */
  readonly store: Store;
  /** The number of requests done, in order of arrival. On disk too. */
  readonly done: number;
}

export function newServer(id: ActorId): SingleState {
  return { id, role: 'server', alive: true, store: EMPTY_STORE, done: 0 };
}
