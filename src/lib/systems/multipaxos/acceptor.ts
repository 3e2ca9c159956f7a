/**
 * What acceptors do: phase 1b and 2b ("Paxos Made Simple", §2.2; "Paxos Made Moderately Complex", Figure 4), one promise for all
 * slots. An acceptor answers every request: where it has promised a higher ballot it says which.
 */
import { ofAct } from '../../protocol/comparisons';
import { highestOf, type Ballot } from './ballot';
import { slotsOf } from './command';
import type { MessageOf } from './message';
import type { Vote } from './state';
import { compareAs, say, send, set, type AcceptorTurn } from './turn';

type Prepare = MessageOf<'Prepare'>;
type Accept = MessageOf<'Accept'>;

export function mayPromise({ node, environment }: AcceptorTurn, { ballot }: Prepare): boolean {
  return environment.decide.mayPromise(node.promised, ballot);
}

/** Phase 1b: "it responds to the request with a promise not to accept any more proposals numbered less than n and with the highest-numbered proposal (if any) that it has accepted". */
export function promise(turn: AcceptorTurn, { ballot, from }: Prepare): AcceptorTurn {
  const { promised, accepted } = turn.node;
  const reported = slotsOf(accepted).map((slot) => ({ slot, ...(accepted[slot] as Vote) }));
  const told = say(set(turn, { promised: highestOf<Ballot | null>(ballot, promised) }), {
    type: 'promised',
    rule: 'phase-1b',
    ballot,
    to: from,
    slots: reported.length,
    comparisons: [compareAs('ballot', ballot, '≥', 'promised', promised)],
  });
  return send(told, from, { type: 'Promise', ballot, accepted: reported });
}

export function refusePrepare(turn: AcceptorTurn, { ballot, from }: Prepare): AcceptorTurn {
  const highest = turn.node.promised as Ballot;
  const comparisons = [compareAs('ballot', ballot, '≥', 'promised', highest)];
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

export function mayAccept({ node, environment }: AcceptorTurn, { ballot }: Accept): boolean {
  return environment.decide.mayAccept(node.promised, ballot);
}

/** Phase 2b: "it accepts the proposal unless it has already responded to a prepare request having a number greater than n". */
export function accept(turn: AcceptorTurn, { slot, ballot, command, from }: Accept): AcceptorTurn {
  const { promised, accepted } = turn.node;
  const next = set(turn, {
    promised: highestOf<Ballot | null>(ballot, promised),
    accepted: { ...accepted, [slot]: { ballot, command } },
  });
  const comparisons = ofAct([compareAs('ballot', ballot, '≥', 'promised', promised)]);
  const told = say(next, { type: 'accepted', rule: 'phase-2b', slot, ballot, command, comparisons });
  return send(told, from, { type: 'Accepted', slot, ballot });
}

export function refuseAccept(turn: AcceptorTurn, { slot, ballot, from }: Accept): AcceptorTurn {
  const highest = turn.node.promised as Ballot;
  const comparisons = [compareAs('ballot', ballot, '≥', 'promised', highest)];
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
