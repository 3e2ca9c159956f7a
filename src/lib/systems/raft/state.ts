import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { ClientRequest, Result } from '../../kv/command';
import { EMPTY_STORE, type Store } from '../../kv/store';
import type { Log } from './log';

export type Role = 'follower' | 'candidate' | 'leader';

/** A client's request that a leader took, and where it appended it. */
interface Unanswered {
  readonly index: number;
  readonly client: ActorId;
  readonly request: number;
}

/** A client's request that waits in the leader's inbox. */
export interface Waiting extends ClientRequest {
  readonly client: ActorId;
  readonly request: number;
}

/** The last request of a client that was applied, and its answer (§8). */
interface ClientSession extends Result {
  readonly request: number;
}

/** Figure 2, "State", and the fields that the emulation's leader has in addition. Plain JSON. */
export interface RaftState extends NodeState {
  readonly role: Role;

  // Persistent state on all servers: survives a crash.
  /** Never falls. */
  readonly currentTerm: number;
  /** The candidate that received this node's vote in currentTerm; set once a term. */
  readonly votedFor: ActorId | null;
  /** Terms never decrease along the log. */
  readonly log: Log;

  // Volatile state on all servers.
  /** Never falls while the node is up; never exceeds the last index. */
  readonly commitIndex: number;
  /** Never exceeds commitIndex. */
  readonly lastApplied: number;
  readonly store: Store;
  /** Client sessions, empty unless `client_sessions` is on. */
  readonly sessions: Readonly<Record<ActorId, ClientSession>>;
  /** The leader of currentTerm, once the node has heard from it. */
  readonly leader: ActorId | null;

  // Volatile state on candidates.
  readonly votes: readonly ActorId[];

  // Volatile state on leaders, reinitialized after election.
  readonly nextIndex: Readonly<Record<ActorId, number>>;
  /** Never falls within a term. */
  readonly matchIndex: Readonly<Record<ActorId, number>>;
  readonly unanswered: readonly Unanswered[];
  readonly inbox: readonly Waiting[];
}

/** The fields that a node loses when it crashes, as they are at the start. */
export const VOLATILE = {
  role: 'follower',
  commitIndex: 0,
  lastApplied: 0,
  store: EMPTY_STORE,
  sessions: {},
  leader: null,
  votes: [],
  nextIndex: {},
  matchIndex: {},
  unanswered: [],
  inbox: [],
} as const satisfies Partial<RaftState>;

export function newNode(id: ActorId): RaftState {
  return { id, alive: true, currentTerm: 0, votedFor: null, log: [], ...VOLATILE };
}
