import type { ClientRequest } from '../../kv/command';
import { EMPTY_STORE, type Store } from '../../kv/store';
import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { Ballot } from './ballot';
import type { BySlot, Command } from './command';

/** The last acceptance of an acceptor in a slot. */
export interface Vote {
  readonly ballot: Ballot;
  readonly command: Command;
}

/** An acceptor. All of it is on stable storage ("Paxos Made Simple", §2.5) and survives a crash. */
export interface Acceptor extends NodeState {
  readonly role: 'acceptor';
  /** The highest ballot that it has promised; never falls. */
  readonly promised: Ballot | null;
  /** The acceptance of the highest ballot, by slot. A slot's ballot never falls. */
  readonly accepted: BySlot<Vote>;
}

/** The state of a learner. It is volatile, because acceptors store what was chosen. */
export interface Learner {
  /** The commands known to be chosen. */
  readonly chosen: BySlot<Command>;
  /** All slots up to this one are applied, in order. */
  readonly lastApplied: number;
  readonly store: Store;
}

type LeaderRole = 'preparing' | 'leading' | 'idle';

/** A command proposed in the current ballot and not chosen yet, with the acceptors that have accepted it in this ballot. */
interface Proposal {
  readonly command: Command;
  readonly acceptedBy: readonly ActorId[];
}

/** A client's request that waits at the leader. */
interface Waiting extends ClientRequest {
  readonly client: ActorId;
  readonly request: number;
}

/** The request that this leader took and has not answered, and its slot. */
export interface Unanswered {
  readonly slot: number;
  readonly client: ActorId;
  readonly request: number;
}

/** A leader: proposer, learner and state machine in one, as in the emulation. */
export interface Leader extends NodeState, Learner {
  readonly role: LeaderRole;

  // Survives a crash.
  /** The highest round that it has used or heard of. It never falls, so no ballot is used twice. */
  readonly round: number;

  // Volatile.
  /** The ballot that it prepared last. */
  readonly ballot: Ballot | null;
  /** The acceptors that have promised this ballot, each once, while it prepares. */
  readonly promises: readonly ActorId[];
  /** The acceptance of the highest ballot that these promises report, by slot. */
  readonly reported: BySlot<Vote>;
  readonly proposals: BySlot<Proposal>;
  readonly unanswered: Unanswered | null;
  readonly inbox: readonly Waiting[];
  /** The proposer of the highest ballot for which it was refused. */
  readonly leader: ActorId | null;
}

/** The ballot of a leader that prepares or leads. Such a leader always has one. */
export function ballotOf({ id, ballot }: Leader): Ballot {
  if (!ballot) throw new Error(`${id} has no ballot`);
  return ballot;
}

/** What a leader proposes for a slot in its ballot. Its rules only ask about slots for which there is a proposal. */
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

/** The fields that a leader loses when it crashes, as they are at the start. */
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

/** The kind of a node. Each kind has its own role machine. */
export function kindOf(node: PaxosState): 'acceptor' | 'leader' | 'replica' {
  return node.role === 'acceptor' || node.role === 'replica' ? node.role : 'leader';
}
