import { say, type Turn as TurnOf } from '../../protocol/turn';
import type { ActorId } from '../../protocol/message';
import type { Environment } from './environment';
import type { IgnoreReason, PaxosEvent } from './events';
import type { PaxosSent } from './message';
import type { Acceptor, Leader, PaxosState, Replica } from './state';

/** A turn of a MultiPaxos node. */
export type Turn<N extends PaxosState = PaxosState> = TurnOf<N, Environment, PaxosEvent, PaxosSent>;

export type AcceptorTurn = Turn<Acceptor>;
export type LeaderTurn = Turn<Leader>;
export type ReplicaTurn = Turn<Replica>;

export function newTurn<N extends PaxosState>(node: N, environment: Environment): Turn<N> {
  return { node, environment, effects: [], events: [] };
}

/** A message that changes nothing, and the reason. */
export function ignore<N extends PaxosState>(
  turn: Turn<N>,
  message: { readonly type: string; readonly from: ActorId },
  reason: IgnoreReason,
): Turn<N> {
  const { type, from } = message;
  return say(turn, {
    type: 'message-ignored',
    rule: RULE_OF[type] ?? 'phase-2b',
    message: type,
    from,
    reason,
  });
}

const RULE_OF: Readonly<Record<string, string>> = {
  Promise: 'promise-quorum',
  PrepareRejected: 'step-aside',
  Accepted: 'accept-quorum',
  AcceptRejected: 'step-aside',
};
