/**
 * How a leader gets a command chosen: phase 2, slot by slot ("Paxos Made Simple", §2.2 and §3; "Paxos Made Moderately Complex",
 * Figure 6, commander), and what it sends again when something is lost.
 */
import { ofAct } from '../../protocol/comparisons';
import { sameBallot, type Ballot } from './ballot';
import { answerApplied } from './answers';
import { highestSlot, slotsOf, type Command } from './command';
import { applyChosen, learn } from './learner';
import type { MessageOf } from './message';
import type { Proposal } from './state';
import {
  compareCount,
  ignore,
  say,
  sendAll,
  sendEach,
  set,
  startTimer,
  type LeaderTurn,
  type Sending,
} from './turn';

type Accepted = MessageOf<'Accepted'>;

/** A command for a slot. */
export type Proposed = readonly [slot: number, command: Command];

/** Phase 2a: a command for a slot, in its own ballot, to all acceptors. */
export function propose(turn: LeaderTurn, slot: number, command: Command): LeaderTurn {
  return proposeEach(turn, [[slot, command]]);
}

/** The same for several slots, in their order. */
export function proposeEach(turn: LeaderTurn, proposed: readonly Proposed[]): LeaderTurn {
  const ballot = turn.node.ballot as Ballot;
  const added = proposed.map(([slot, command]) => [slot, { command, acceptedBy: [] }] as const);
  const proposals = { ...turn.node.proposals, ...Object.fromEntries(added) };
  const accepts = proposed.flatMap(([slot, command]) =>
    turn.environment.acceptors.map((to): Sending => [to, { type: 'Accept', slot, ballot, command }]),
  );
  return sendEach(set(turn, { proposals }), accepts);
}

/** Whether an acceptance is of this leader's ballot and of a slot that is not decided yet. */
export function counts({ node }: LeaderTurn, { slot, ballot }: Accepted): boolean {
  return sameBallot(ballot, node.ballot) && node.proposals[slot] !== undefined;
}

/** Whether, with this acceptance, a quorum has accepted the proposal. */
export function completesQuorum(turn: LeaderTurn, message: Accepted): boolean {
  return counts(turn, message) && votersWith(turn, message).length >= turn.environment.quorum;
}

/** The acceptors that have accepted the proposal, with the sender; each counts once. */
function votersWith({ node }: LeaderTurn, { slot, from }: Accepted) {
  const { acceptedBy } = node.proposals[slot] as Proposal;
  return acceptedBy.includes(from) ? acceptedBy : [...acceptedBy, from];
}

export function countAccepted(turn: LeaderTurn, message: Accepted): LeaderTurn {
  const { node, environment } = turn;
  const { slot, from } = message;
  const proposal = node.proposals[slot] as Proposal;
  const acceptedBy = votersWith(turn, message);
  const proposals = { ...node.proposals, [slot]: { ...proposal, acceptedBy } };
  return say(set(turn, { proposals }), {
    type: 'acceptance-counted',
    rule: 'accept-quorum',
    slot,
    acceptor: from,
    acceptances: acceptedBy.length,
    needed: environment.quorum,
    again: acceptedBy === proposal.acceptedBy,
    comparisons: [compareCount('acceptances', acceptedBy.length, environment)],
  });
}

/** The command is chosen: apply what is in order, answer the client, tell the replicas. */
export function choose(turn: LeaderTurn, { slot }: Accepted): LeaderTurn {
  const { node, environment } = turn;
  const { command, acceptedBy } = node.proposals[slot] as Proposal;
  const proposals = { ...node.proposals };
  delete proposals[slot];
  const told = say(set(turn, { proposals }), {
    type: 'chosen',
    rule: 'accept-quorum',
    slot,
    ballot: node.ballot as Ballot,
    command,
    acceptances: acceptedBy.length,
    acceptors: environment.acceptors.length,
    comparisons: ofAct([compareCount('acceptances', acceptedBy.length, environment)]),
  });
  const applied = applyChosen(learn(told, slot, command), answerApplied);
  return sendAll(applied, environment.replicas, { type: 'Commit', slot, command });
}

/** An acceptance in another ballot, or in a slot that is decided. */
export function ignoreAccepted(turn: LeaderTurn, message: Accepted): LeaderTurn {
  const same = sameBallot(message.ballot, turn.node.ballot);
  return ignore(turn, message, same ? 'decided-already' : 'other-ballot');
}

/**
 * The retry timer fires: Prepare again to those that have not promised, Accept to those that have not accepted. What the leader
 * learnt last it tells the replicas again, as Raft's heartbeats tell leaderCommit: nobody acknowledges a Commit, and one that
 * missed it learns it, or sees by it what else it missed.
 */
export function sendAgain(turn: LeaderTurn): LeaderTurn {
  const { role, ballot, promises, proposals, chosen } = turn.node;
  const { acceptors, replicas } = turn.environment;
  const silent = (heard: readonly string[]) => acceptors.filter((acceptor) => !heard.includes(acceptor));
  const prepares =
    role === 'preparing'
      ? silent(promises).map((to): Sending => [to, { type: 'Prepare', ballot: ballot as Ballot }])
      : [];
  const accepts = slotsOf(proposals).flatMap((slot) => {
    const { command, acceptedBy } = proposals[slot] as Proposal;
    const accept = { type: 'Accept', slot, ballot: ballot as Ballot, command } as const;
    return silent(acceptedBy).map((to): Sending => [to, accept]);
  });
  const slot = role === 'leading' ? highestSlot(chosen) : 0;
  const commits =
    slot === 0
      ? []
      : replicas.map((to): Sending => [to, { type: 'Commit', slot, command: chosen[slot] as Command }]);
  const unanswered = [...prepares, ...accepts];
  const told = say(turn, { type: 'sent-again', rule: 'send-again', messages: unanswered.length, slot });
  return sendEach(startTimer(told, 'heartbeat'), [...unanswered, ...commits]);
}
