/**
 * How a leader gets commands chosen: phase 2, slot by slot ("Paxos Made Simple", §2.2 and §3; "Paxos Made Moderately
 * Complex", Figure 6, commander), and what it sends again after a loss.
 */
import { say, sendAll, sendEach, set, startTimer } from '../../protocol/turn';
import { all, compareIs } from '../../protocol/verdict';
import { sameBallot } from './ballot';
import { answerApplied } from './answers';
import { bySlot, highestSlot, type Command } from './command';
import { isOfOwnBallot, type PaxosVerdict } from './decisions';
import { applyChosen, learn } from './learner';
import type { MessageOf } from './message';
import { isQuorum } from './quorum';
import { ballotOf, proposalOf, type Leader } from './state';
import { ignore, type LeaderTurn } from './turn';

type Accepted = MessageOf<'Accepted'>;

/** A command for a slot. */
export type Proposed = readonly [slot: number, command: Command];

/** Phase 2a: sends a command for a slot, in its own ballot, to all acceptors. */
export function propose(turn: LeaderTurn, slot: number, command: Command): LeaderTurn {
  return proposeEach(turn, [[slot, command]]);
}

/** Proposes several commands, in the order of their slots. */
export function proposeEach(turn: LeaderTurn, proposed: readonly Proposed[]): LeaderTurn {
  const added = proposed.map(([slot, command]) => [slot, { command, acceptedBy: [] }] as const);
  const proposals = { ...turn.node.proposals, ...Object.fromEntries(added) };
  const accepts = proposed.flatMap(([slot, command]) => {
    const accept = acceptOf(turn.node, slot, command);
    return turn.environment.acceptors.map((to) => [to, accept] as const);
  });
  return sendEach(set(turn, { proposals }), accepts);
}

/** The Accept request of a leader for a slot. */
export function acceptOf(leader: Leader, slot: number, command: Command) {
  return { type: 'Accept', slot, ballot: ballotOf(leader), command } as const;
}

/** Whether an acceptance belongs to this leader's ballot and to a slot that is not decided yet. */
export function counts({ node }: LeaderTurn, message: Accepted): PaxosVerdict {
  const { slot } = message;
  const proposed = node.proposals[slot] !== undefined;
  return all(
    isOfOwnBallot(node, message),
    compareIs('proposed', {
      name: `slot ${slot} proposed, not chosen`,
      value: proposed,
      of: node.id,
      at: slot,
    }),
  );
}

/** Whether a quorum, this acceptor included, has accepted the proposal. */
export function completesQuorum(turn: LeaderTurn, message: Accepted): PaxosVerdict {
  const counted = counts(turn, message);
  if (!counted.holds) return counted;
  return all(counted, isQuorum(turn.environment, votersWith(turn.node, message), 'acceptances').verdict);
}

/** The acceptors that have accepted the proposal, including the sender. Each counts once. */
function votersWith(node: Leader, { slot, from }: Accepted) {
  const { acceptedBy } = proposalOf(node, slot);
  return acceptedBy.includes(from) ? acceptedBy : [...acceptedBy, from];
}

export function countAccepted(turn: LeaderTurn, message: Accepted): LeaderTurn {
  const { node, environment } = turn;
  const { slot, from } = message;
  const proposal = proposalOf(node, slot);
  const acceptedBy = votersWith(node, message);
  const quorum = isQuorum(environment, acceptedBy, 'acceptances');
  const proposals = { ...node.proposals, [slot]: { ...proposal, acceptedBy } };
  return say(set(turn, { proposals }), {
    type: 'acceptance-counted',
    rule: 'accept-quorum',
    slot,
    acceptor: from,
    acceptances: acceptedBy.length,
    needed: quorum.needed,
    again: acceptedBy === proposal.acceptedBy,
    comparisons: quorum.paper.comparisons,
  });
}

/** The command is chosen: apply what is in order, answer the client, notify the replicas. */
export function choose(turn: LeaderTurn, { slot }: Accepted): LeaderTurn {
  const { node, environment } = turn;
  const { command, acceptedBy } = proposalOf(node, slot);
  const proposals = { ...node.proposals };
  delete proposals[slot];
  const told = say(set(turn, { proposals }), {
    type: 'chosen',
    rule: 'accept-quorum',
    slot,
    ballot: ballotOf(node),
    command,
    acceptances: acceptedBy.length,
    acceptors: environment.acceptors.length,
    comparisons: isQuorum(environment, acceptedBy, 'acceptances').verdict.comparisons,
  });
  const applied = applyChosen(learn(told, slot, command), answerApplied);
  return sendAll(applied, environment.replicas, { type: 'Commit', slot, command });
}

/** The acceptance belongs to another ballot, or to a decided slot. */
export function ignoreAccepted(turn: LeaderTurn, message: Accepted): LeaderTurn {
  const same = sameBallot(message.ballot, turn.node.ballot);
  return ignore(turn, message, same ? 'decided-already' : 'other-ballot');
}

/**
 * The retry timer fires: Prepare is sent again to acceptors that have not promised, Accept to those that have not
 * accepted. The leader also sends the replicas its latest commit again, as Raft's heartbeats carry leaderCommit: nobody
 * acknowledges a Commit, and a replica that missed one learns it, or learns from its slot what else is missing.
 */
export function sendAgain(turn: LeaderTurn): LeaderTurn {
  const { role, promises, proposals, chosen } = turn.node;
  const { acceptors, replicas } = turn.environment;
  const silent = (heard: readonly string[]) => acceptors.filter((acceptor) => !heard.includes(acceptor));
  const prepares =
    role === 'preparing' ? silent(promises).map((to) => [to, prepareOf(turn.node)] as const) : [];
  const accepts = bySlot(proposals).flatMap(([slot, { command, acceptedBy }]) => {
    const accept = acceptOf(turn.node, slot, command);
    return silent(acceptedBy).map((to) => [to, accept] as const);
  });
  const slot = role === 'leading' ? highestSlot(chosen) : 0;
  const command = chosen[slot];
  const commits = command ? replicas.map((to) => [to, { type: 'Commit', slot, command }] as const) : [];
  const messages = prepares.length + accepts.length;
  const told = say(turn, { type: 'sent-again', rule: 'send-again', messages, slot });
  return sendEach(startTimer(told, 'heartbeat'), [...prepares, ...accepts, ...commits]);
}

/** The Prepare request of a leader. */
export function prepareOf(leader: Leader) {
  return { type: 'Prepare', ballot: ballotOf(leader) } as const;
}
