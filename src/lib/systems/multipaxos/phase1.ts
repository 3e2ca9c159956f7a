/**
 * How a proposer comes to lead, and stops: phase 1 for all slots at once ("Paxos Made Simple", §2.2 and §3; "Paxos Made
 * Moderately Complex", Figures 6 and 7, scout and leader).
 */
import { say, sayEach, sendAll, set, startTimer, type Body } from '../../protocol/turn';
import { all, compareNumbers, compareBy, compareIs, done, tacit } from '../../protocol/verdict';
import type { ActorId } from '../../protocol/message';
import { compareBallots, sameBallot, type Ballot } from './ballot';
import { loseRequests } from './answers';
import { highestSlot, NOOP } from './command';
import { isOfOwnBallot, operandOf, type PaxosVerdict } from './decisions';
import type { PaxosEvent } from './events';
import type { MessageOf } from './message';
import { prepareOf, proposeEach } from './phase2';
import { isQuorum } from './quorum';
import { ballotOf, type Vote } from './state';
import { ignore, type LeaderTurn } from './turn';

type Promise = MessageOf<'Promise'>;
type Rejected = MessageOf<'PrepareRejected' | 'AcceptRejected'>;

/** Phase 1a: sends a new ballot of its own, higher than all that it knows of, to all acceptors. */
export function prepare(turn: LeaderTurn): LeaderTurn {
  const { id, role } = turn.node;
  const round = turn.node.round + 1;
  const ballot: Ballot = { round, leader: id };
  const next = set(turn, { round, ballot, promises: [], reported: {}, proposals: {}, leader: null });
  const told = say(next, { type: 'prepare-started', rule: 'phase-1a', ballot, again: role === 'preparing' });
  return sendAll(startTimer(told, 'heartbeat'), turn.environment.acceptors, prepareOf(told.node));
}

/** Whether a promise adds an acceptor to those that have promised the ballot of this leader. */
export function isNewPromise({ node }: LeaderTurn, message: Promise): PaxosVerdict {
  const { from } = message;
  const counted = { name: `${from} not counted yet`, value: !node.promises.includes(from), of: node.id };
  return all(isOfOwnBallot(node, message), compareIs('not-counted', counted));
}

/** Records, for every slot that a promise reports, the acceptance with the highest ballot. */
export function countPromise(turn: LeaderTurn, { from, accepted }: Promise): LeaderTurn {
  const { node, environment } = turn;
  const reported: Record<number, Vote> = { ...node.reported };
  for (const { slot, ballot, command } of accepted) {
    if (compareBallots(ballot, reported[slot]?.ballot ?? null) > 0) reported[slot] = { ballot, command };
  }
  const promises = [...node.promises, from];
  const quorum = isQuorum(environment, promises, 'promises');
  return say(set(turn, { promises, reported }), {
    type: 'promise-counted',
    rule: 'promise-quorum',
    acceptor: from,
    promises: promises.length,
    needed: quorum.needed,
    comparisons: quorum.paper.comparisons,
  });
}

/** The promise belongs to another ballot, or its acceptor has been counted. */
export function ignorePromise(turn: LeaderTurn, message: Promise): LeaderTurn {
  const same = sameBallot(message.ballot, turn.node.ballot);
  return ignore(turn, message, same ? 'counted-already' : 'other-ballot');
}

export function hasPromises({ node, environment }: LeaderTurn): PaxosVerdict {
  return isQuorum(environment, node.promises, 'promises').verdict;
}

/**
 * A quorum has promised. In every slot up to the highest reported, the leader proposes "the value of the highest-numbered
 * proposal among the responses" (§2.2, P2c), and no-ops "to fill the gap" (§3). Then it takes requests.
 */
export function lead(turn: LeaderTurn): LeaderTurn {
  const { node, environment } = turn;
  const bound = environment.decide.boundBy(node.reported);
  const upTo = highestSlot(bound);
  const again = { name: 'highest slot to propose again', value: upTo, of: node.id };
  const reported = { name: 'highest slot reported', value: highestSlot(node.reported), of: node.id };
  const isBound: PaxosVerdict = compareNumbers('bound', again, '=', reported);
  const led = say(turn, {
    type: 'ballot-led',
    rule: 'promise-quorum',
    ballot: ballotOf(node),
    promises: node.promises.length,
    acceptors: environment.acceptors.length,
    upTo,
    comparisons: all(hasPromises(turn), done(tacit(isBound))).comparisons,
  });
  const next = set(led, { promises: [], reported: {}, leader: node.id });
  const slots = Array.from({ length: upTo }, (_, i) => i + 1);
  const told = sayEach(
    next,
    slots.map((slot) => proposedAgain(next, slot, bound[slot])),
  );
  return proposeEach(
    told,
    slots.map((slot) => [slot, bound[slot]?.command ?? NOOP]),
  );
}

function proposedAgain({ node }: LeaderTurn, slot: number, vote: Vote | undefined): Body<PaxosEvent> {
  const ballot = ballotOf(node);
  if (!vote) return { type: 'gap-filled', rule: 'fill-gaps', slot, ballot };
  const { command, ballot: was } = vote;
  return { type: 'proposed-again', rule: 'phase-2a', slot, ballot, command, was };
}

/** Whether a refusal names a ballot higher than this leader's. Then its own ballot has no quorum left, or soon will not. */
export function isHigher({ node }: LeaderTurn, { highest, from }: Rejected): PaxosVerdict {
  const { id, ballot } = node;
  const left = operandOf('highest', highest, from);
  return compareBy(compareBallots(highest, ballot), 'higher', left, '>', operandOf('own ballot', ballot, id));
}

/** The first refusal with a higher ballot: this leader becomes idle, and refuses the clients that wait for it. */
export function stepAside(turn: LeaderTurn, message: Rejected): LeaderTurn {
  const { highest, from } = message;
  const { role } = turn.node;
  const told = say(turn, {
    type: 'stepped-aside',
    rule: 'step-aside',
    was: role === 'preparing' ? 'preparing' : 'leading',
    ballot: ballotOf(turn.node),
    highest,
    by: from,
    comparisons: isHigher(turn, message).comparisons,
  });
  const idle = loseRequests(hearOf(told, highest));
  return startTimer(set(idle, { promises: [], reported: {}, proposals: {} }), null);
}

/** An idle leader records the highest round that it has heard of. */
export function noteRound(turn: LeaderTurn, { highest, from }: Rejected): LeaderTurn {
  return say(hearOf(turn, highest), { type: 'round-heard', rule: 'step-aside', highest, by: from });
}

/** The refusal names the leader's own ballot or a lower one, so it is not news. */
export function ignoreRejection(turn: LeaderTurn, message: Rejected): LeaderTurn {
  return ignore(turn, message, 'not-higher');
}

function hearOf(turn: LeaderTurn, { round, leader }: Ballot): LeaderTurn {
  const other: ActorId | null = leader === turn.node.id ? turn.node.leader : leader;
  return set(turn, { round: Math.max(round, turn.node.round), leader: other });
}
