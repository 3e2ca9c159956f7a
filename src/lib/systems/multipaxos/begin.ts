import type { ActorId, Outgoing } from '../../protocol/message';
import type { Setup } from '../../protocol/setup';
import { highestOf, type Ballot } from './ballot';
import type { BySlot, Command } from './command';
import { environmentOf, nodeIds } from './environment';
import { applyChosen } from './learner';
import type { Accepted, PaxosPayload } from './message';
import {
  ballotOf,
  NOTHING_LEARNT,
  VOLATILE,
  type Leader,
  type PaxosState,
  type Replica,
  type Vote,
} from './state';
import { newTurn } from './turn';

/** A `[[node]]` table of multipaxos, in camelCase. Absent fields have defaults. */
export interface PaxosNodeSetup {
  readonly id: ActorId;
  /** Acceptors. The promise defaults to the highest ballot accepted. */
  readonly promised?: Ballot;
  readonly accepted?: readonly Accepted[];
  /** Leaders. A preparing one starts phase 1 at step 0, in the round after `round`. l1 does so by default. */
  readonly role?: 'preparing' | 'idle';
  readonly round?: number;
  /** Replicas. */
  readonly commits?: readonly { readonly slot: number; readonly command: Command }[];
}

/** Phase 1 starts at step 0: l1 prepares ballot 1.l1, and its requests to all acceptors are in flight. */
export function begin(setup: Setup): { nodes: PaxosState[]; messages: Outgoing<PaxosPayload>[] } {
  const nodes = nodeIds(setup).map((id) => beginNode(id, setup));
  const messages = nodes.flatMap((node): Outgoing<PaxosPayload>[] => {
    if (node.role !== 'preparing') return [];
    const ballot = ballotOf(node);
    return environmentOf(setup).acceptors.map((to) => ({ from: node.id, to, type: 'Prepare', ballot }));
  });
  return { nodes, messages };
}

function beginNode(id: ActorId, setup: Setup): PaxosState {
  const { acceptors, replicas } = environmentOf(setup);
  const begun = (setup.nodes.find((node) => node.id === id) ?? { id }) as PaxosNodeSetup;
  if (acceptors.includes(id)) return beginAcceptor(begun);
  return replicas.includes(id) ? beginReplica(begun, setup) : beginLeader(begun);
}

function beginAcceptor({ id, promised, accepted = [] }: PaxosNodeSetup): PaxosState {
  const votes: BySlot<Vote> = Object.fromEntries(
    accepted.map(({ slot, ballot, command }) => [slot, { ballot, command }]),
  );
  const highest = accepted.reduce<Ballot | null>((so, { ballot }) => highestOf(so, ballot), null);
  return { id, role: 'acceptor', alive: true, promised: promised ?? highest, accepted: votes };
}

function beginLeader({ id, round = 0, role = id === 'l1' ? 'preparing' : 'idle' }: PaxosNodeSetup): Leader {
  const idle: Leader = { ...VOLATILE, id, alive: true, round };
  if (role === 'idle') return idle;
  return { ...idle, role, round: round + 1, ballot: { round: round + 1, leader: id } };
}

function beginReplica({ id, commits = [] }: PaxosNodeSetup, setup: Setup): Replica {
  const chosen = Object.fromEntries(commits.map(({ slot, command }) => [slot, command]));
  const replica: Replica = { ...NOTHING_LEARNT, id, role: 'replica', alive: true, chosen };
  return applyChosen(newTurn(replica, environmentOf(setup))).node;
}
