import type { ClientRequest } from '../../kv/command';
import { EMPTY_STORE, type Store } from '../../kv/store';
import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { Ballot } from './ballot';
import type { BySlot, Command } from './command';

/** What an acceptor accepted last in a slot. */
export interface Vote {
  readonly ballot: Ballot;
  readonly command: Command;
}

/** An acceptor. All of it is on stable storage ("Paxos Made Simple", §2.5) and survives a crash. */
export interface Acceptor extends NodeState {
  readonly role: 'acceptor';
  /** The highest ballot that it has promised; never falls. */
  readonly promised: Ballot | null;
  /** By slot the acceptance of the highest ballot; a slot's ballot never falls. */
  readonly accepted: BySlot<Vote>;
}

/** What a learner knows: volatile, for acceptors keep what was chosen. */
export interface Learner {
  /** The commands known to be chosen. */
  readonly chosen: BySlot<Command>;
  /** All slots up to here are applied, in order. */
  readonly lastApplied: number;
  readonly store: Store;
}

export type LeaderRole = 'preparing' | 'leading' | 'idle';

/** A command proposed in the present ballot and not chosen yet, and the acceptors that have accepted it there. */
export interface Proposal {
  readonly command: Command;
  readonly acceptedBy: readonly ActorId[];
}

/** A client's request that waits at the leader. */
export interface Waiting extends ClientRequest {
  readonly client: ActorId;
  readonly request: number;
}

/** The request that this leader took and has not answered: where it proposed it. */
export interface Unanswered {
  readonly slot: number;
  readonly client: ActorId;
  readonly request: number;
}

/** A leader: proposer, learner and state machine in one, as in the emulation. */
export interface Leader extends NodeState, Learner {
  readonly role: LeaderRole;

  // Survives a crash.
  /** The highest round that it has used or heard of; never falls, so that no ballot is used twice. */
  readonly round: number;

  // Volatile.
  /** The ballot that it has last prepared. */
  readonly ballot: Ballot | null;
  /** Who has promised this ballot, each once, while it prepares. */
  readonly promises: readonly ActorId[];
  /** By slot the acceptance of the highest ballot that these promises report. */
  readonly reported: BySlot<Vote>;
  readonly proposals: BySlot<Proposal>;
  readonly unanswered: Unanswered | null;
  readonly inbox: readonly Waiting[];
  /** The proposer of the highest ballot that it was refused for. */
  readonly leader: ActorId | null;
}

/** The ballot of a leader that prepares or leads, which always has one. */
export function ballotOf({ id, ballot }: Leader): Ballot {
  if (!ballot) throw new Error(`${id} has no ballot`);
  return ballot;
}

/** What a leader proposes for a slot in its ballot; its rules ask only of slots for which it proposes something. */
export function proposalOf({ id, proposals }: Leader, slot: number): Proposal {
  const proposal = proposals[slot];
  if (!proposal) throw new Error(`${id} proposes nothing for slot ${slot}`);
  return proposal;
}

export interface Replica extends NodeState, Learner {
  readonly role: 'replica';
}

export type PaxosState = Acceptor | Leader | Replica;

export const NOTHING_LEARNT: Learner = { chosen: {}, lastApplied: 0, store: EMPTY_STORE };

/** What a leader loses when it crashes or begins. */
export const VOLATILE = {
  ...NOTHING_LEARNT,
  role: 'idle',
  ballot: null,
  promises: [],
  reported: {},
  proposals: {},
  unanswered: null,
  inbox: [],
  leader: null,
} as const satisfies Partial<Leader>;

export const isAcceptor = (node: PaxosState): node is Acceptor => node.role === 'acceptor';
export const isReplica = (node: PaxosState): node is Replica => node.role === 'replica';
export const isLeader = (node: PaxosState): node is Leader => !isAcceptor(node) && !isReplica(node);

/** Which of the three a node is: each has a role machine of its own. */
export function kindOf(node: PaxosState): 'acceptor' | 'leader' | 'replica' {
  return node.role === 'acceptor' || node.role === 'replica' ? node.role : 'leader';
}
