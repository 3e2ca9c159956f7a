/**
 * The rules of acceptors: phases 1b and 2b ("Paxos Made Simple", §2.2; "Paxos Made Moderately Complex", Figure 4), with
 * one promise for all slots. An acceptor answers every request; a refusal names the higher ballot that it has promised.
 */
import { say, send, set } from '../../protocol/turn';
import { highestOf, type Ballot } from './ballot';
import { bySlot } from './command';
import type { PaxosVerdict } from './decisions';
import type { MessageOf } from './message';
import type { AcceptorTurn } from './turn';

type Prepare = MessageOf<'Prepare'>;
type Accept = MessageOf<'Accept'>;

export function mayPromise({ node, environment }: AcceptorTurn, message: Prepare): PaxosVerdict {
  return environment.decide.mayPromise(node, message);
}

/** Phase 1b: "it responds to the request with a promise not to accept any more proposals numbered less than n and with the highest-numbered proposal (if any) that it has accepted". */
export function promise(turn: AcceptorTurn, message: Prepare): AcceptorTurn {
  const { ballot, from } = message;
  const { promised, accepted } = turn.node;
  const reported = bySlot(accepted).map(([slot, vote]) => ({ slot, ...vote }));
  const told = say(set(turn, { promised: highestOf<Ballot | null>(ballot, promised) }), {
    type: 'promised',
    rule: 'phase-1b',
    ballot,
    to: from,
    slots: reported.length,
    comparisons: mayPromise(turn, message).comparisons,
  });
  return send(told, from, { type: 'Promise', ballot, accepted: reported });
}

export function refusePrepare(turn: AcceptorTurn, message: Prepare): AcceptorTurn {
  const { ballot, from } = message;
  const highest = turn.node.promised ?? ballot;
  const { comparisons } = mayPromise(turn, message);
  const told = say(turn, {
    type: 'prepare-refused',
    rule: 'phase-1b',
    to: from,
    ballot,
    highest,
    comparisons,
  });
  return send(told, from, { type: 'PrepareRejected', highest });
}

export function mayAccept({ node, environment }: AcceptorTurn, message: Accept): PaxosVerdict {
  return environment.decide.mayAccept(node, message);
}

/** Phase 2b: "it accepts the proposal unless it has already responded to a prepare request having a number greater than n". */
export function accept(turn: AcceptorTurn, message: Accept): AcceptorTurn {
  const { slot, ballot, command, from } = message;
  const { promised, accepted } = turn.node;
  const next = set(turn, {
    promised: highestOf<Ballot | null>(ballot, promised),
    accepted: { ...accepted, [slot]: { ballot, command } },
  });
  const { comparisons } = mayAccept(turn, message);
  const told = say(next, { type: 'accepted', rule: 'phase-2b', slot, ballot, command, comparisons });
  return send(told, from, { type: 'Accepted', slot, ballot });
}

export function refuseAccept(turn: AcceptorTurn, message: Accept): AcceptorTurn {
  const { slot, ballot, from } = message;
  const highest = turn.node.promised ?? ballot;
  const { comparisons } = mayAccept(turn, message);
  const told = say(turn, {
    type: 'accept-refused',
    rule: 'phase-2b',
    slot,
    to: from,
    ballot,
    highest,
    comparisons,
  });
  return send(told, from, { type: 'AcceptRejected', slot, highest });
}
