/**
 * How a proposer gets to lead, and stops: phase 1 for all slots at once ("Paxos Made Simple", §2.2 and §3; "Paxos Made Moderately
 * Complex", Figures 6 and 7, scout and leader).
 */
import { ofAct } from '../../protocol/comparisons';
import type { ActorId } from '../../protocol/message';
import { compareBallots, sameBallot, type Ballot } from './ballot';
import { loseRequests } from './answers';
import { highestSlot, NOOP } from './command';
import type { PaxosEventBody } from './events';
import type { MessageOf } from './message';
import { proposeEach } from './phase2';
import type { Vote } from './state';
import {
  compareAs,
  compareCount,
  compareNumbers,
  ignore,
  say,
  sayEach,
  sendAll,
  set,
  startTimer,
  type LeaderTurn,
} from './turn';

type Promise = MessageOf<'Promise'>;
type Rejected = MessageOf<'PrepareRejected' | 'AcceptRejected'>;

/** Phase 1a: a ballot of its own that it has never used, higher than all that it knows of, to all acceptors. */
export function prepare(turn: LeaderTurn): LeaderTurn {
  const { id, role } = turn.node;
  const round = turn.node.round + 1;
  const ballot: Ballot = { round, leader: id };
  const next = set(turn, { round, ballot, promises: [], reported: {}, proposals: {}, leader: null });
  const told = say(next, { type: 'prepare-started', rule: 'phase-1a', ballot, again: role === 'preparing' });
  return sendAll(startTimer(told, 'heartbeat'), turn.environment.acceptors, { type: 'Prepare', ballot });
}

/** Whether a promise is one more for the ballot that this leader prepares. */
export function isNewPromise({ node }: LeaderTurn, { ballot, from }: Promise): boolean {
  return sameBallot(ballot, node.ballot) && !node.promises.includes(from);
}

/** Notes of every slot the acceptance of the highest ballot that a promise reports. */
export function countPromise(turn: LeaderTurn, { from, accepted }: Promise): LeaderTurn {
  const { node, environment } = turn;
  const reported: Record<number, Vote> = { ...node.reported };
  for (const { slot, ballot, command } of accepted) {
    if (compareBallots(ballot, reported[slot]?.ballot ?? null) > 0) reported[slot] = { ballot, command };
  }
  const promises = [...node.promises, from];
  return say(set(turn, { promises, reported }), {
    type: 'promise-counted',
    rule: 'promise-quorum',
    acceptor: from,
    promises: promises.length,
    needed: environment.quorum,
    comparisons: [compareCount('promises', promises.length, environment)],
  });
}

/** A promise of another ballot, or of an acceptor that has been counted. */
export function ignorePromise(turn: LeaderTurn, message: Promise): LeaderTurn {
  const same = sameBallot(message.ballot, turn.node.ballot);
  return ignore(turn, message, same ? 'counted-already' : 'other-ballot');
}

export function hasPromises({ node, environment }: LeaderTurn): boolean {
  return node.promises.length >= environment.quorum;
}

/**
 * A quorum has promised: in every slot up to the highest reported it proposes "the value of the highest-numbered proposal among the
 * responses" (§2.2, P2c), and no-ops "to fill the gap" (§3). Then it takes requests.
 */
export function lead(turn: LeaderTurn): LeaderTurn {
  const { node, environment } = turn;
  const bound = environment.decide.boundBy(node.reported);
  const upTo = highestSlot(bound);
  const reported = highestSlot(node.reported);
  const again = compareNumbers(
    'highest slot to propose again',
    upTo,
    '=',
    'highest slot reported',
    reported,
    upTo === reported,
  );
  const led = say(turn, {
    type: 'ballot-led',
    rule: 'promise-quorum',
    ballot: node.ballot as Ballot,
    promises: node.promises.length,
    acceptors: environment.acceptors.length,
    upTo,
    comparisons: ofAct([
      compareCount('promises', node.promises.length, environment),
      ...(again.holds ? [] : [again]),
    ]),
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

function proposedAgain({ node }: LeaderTurn, slot: number, vote: Vote | undefined): PaxosEventBody {
  const ballot = node.ballot as Ballot;
  if (!vote) return { type: 'gap-filled', rule: 'fill-gaps', slot, ballot };
  const { command, ballot: was } = vote;
  return { type: 'proposed-again', rule: 'phase-2a', slot, ballot, command, was };
}

/** Whether a refusal tells of a ballot higher than this leader's: then no quorum is left for its own, or soon none. */
export function isHigher({ node }: LeaderTurn, { highest }: Rejected): boolean {
  return compareBallots(highest, node.ballot) > 0;
}

/** The first refusal with a higher ballot: this leader is idle from here on, and says so to the clients that wait for it. */
export function stepAside(turn: LeaderTurn, { highest, from }: Rejected): LeaderTurn {
  const { role, ballot } = turn.node;
  const told = say(turn, {
    type: 'stepped-aside',
    rule: 'step-aside',
    was: role === 'preparing' ? 'preparing' : 'leading',
    ballot: ballot as Ballot,
    highest,
    by: from,
    comparisons: [compareAs('highest', highest, '>', 'ballot', ballot)],
  });
  const idle = loseRequests(hearOf(told, highest));
  return startTimer(set(idle, { promises: [], reported: {}, proposals: {} }), null);
}

/** An idle leader notes what it would have to be higher than. */
export function noteRound(turn: LeaderTurn, { highest, from }: Rejected): LeaderTurn {
  return say(hearOf(turn, highest), { type: 'round-heard', rule: 'step-aside', highest, by: from });
}

/** Of its own higher ballot, or of one that is not higher, a refusal says nothing new. */
export function ignoreRejection(turn: LeaderTurn, message: Rejected): LeaderTurn {
  return ignore(turn, message, 'not-higher');
}

function hearOf(turn: LeaderTurn, { round, leader }: Ballot): LeaderTurn {
  const other: ActorId | null = leader === turn.node.id ? turn.node.leader : leader;
  return set(turn, { round: Math.max(round, turn.node.round), leader: other });
}
