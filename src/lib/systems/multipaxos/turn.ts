import type { Comparison, ProtocolEvent, TimerKind } from '../../protocol/event';
import type { ActorId, Outgoing } from '../../protocol/message';
import type { Effect } from '../../protocol/system';
import { ballotText, compareBallots, type Ballot } from './ballot';
import { PAPER } from './decisions';
import type { Environment } from './environment';
import type { IgnoreReason, PaxosEventBody } from './events';
import type { PaxosSent } from './message';
import type { Acceptor, Leader, PaxosState, Replica } from './state';

/** One node's turn: its state so far, and what it has asked for and said. Rules take a turn and give the next one. */
export interface Turn<N extends PaxosState = PaxosState> {
  readonly node: N;
  readonly environment: Environment;
  readonly effects: readonly Effect[];
  readonly events: readonly ProtocolEvent[];
}

export type AcceptorTurn = Turn<Acceptor>;
export type LeaderTurn = Turn<Leader>;
export type ReplicaTurn = Turn<Replica>;

export function newTurn<N extends PaxosState>(node: N, environment: Environment): Turn<N> {
  return { node, environment, effects: [], events: [] };
}

export function set<N extends PaxosState>(turn: Turn<N>, change: Partial<N>): Turn<N> {
  return { ...turn, node: { ...turn.node, ...change } };
}

export function say<N extends PaxosState>(turn: Turn<N>, event: PaxosEventBody): Turn<N> {
  return { ...turn, events: [...turn.events, { ...event, actor: turn.node.id }] };
}

/** Says several things at once: one by one, each would copy all that was said before. */
export function sayEach<N extends PaxosState>(turn: Turn<N>, events: readonly PaxosEventBody[]): Turn<N> {
  const told = events.map((event) => ({ ...event, actor: turn.node.id }));
  return { ...turn, events: [...turn.events, ...told] };
}

/** What a node sends, and to whom. */
export type Sending = readonly [to: ActorId, payload: PaxosSent];

export function send<N extends PaxosState>(turn: Turn<N>, to: ActorId, payload: PaxosSent): Turn<N> {
  return sendEach(turn, [[to, payload]]);
}

export function sendEach<N extends PaxosState>(turn: Turn<N>, sendings: readonly Sending[]): Turn<N> {
  const sent = sendings.map(([to, payload]): Effect => {
    const message: Outgoing = { from: turn.node.id, to, ...payload };
    return { kind: 'send', message };
  });
  return { ...turn, effects: [...turn.effects, ...sent] };
}

export function sendAll<N extends PaxosState>(
  turn: Turn<N>,
  to: readonly ActorId[],
  payload: PaxosSent,
): Turn<N> {
  return sendEach(
    turn,
    to.map((one) => [one, payload]),
  );
}

export function startTimer<N extends PaxosState>(turn: Turn<N>, timer: TimerKind | null): Turn<N> {
  return { ...turn, effects: [...turn.effects, { kind: 'timer', timer }] };
}

/** A message that changes nothing, and why. */
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

const RELATIONS = {
  '≥': (order: number) => order >= 0,
  '>': (order: number) => order > 0,
  '=': (order: number) => order === 0,
} as const;

/** A comparison of two ballots as a rule makes it, for the person who asks why. */
export function compareAs(
  left: string,
  a: Ballot | null,
  relation: keyof typeof RELATIONS,
  right: string,
  b: Ballot | null,
): Comparison {
  const holds = RELATIONS[relation](compareBallots(a, b));
  return { left, leftValue: ballotText(a), relation, right, rightValue: ballotText(b), holds };
}

/** Whether enough acceptors have answered. */
export function compareCount(what: string, count: number, of: Environment): Comparison {
  const right = `quorum of ${of.acceptors.length}`;
  const quorum = PAPER.quorum(of.acceptors.length);
  return compareNumbers(what, count, '≥', right, quorum, count >= quorum);
}

/** A comparison of two numbers as a rule makes it. */
export function compareNumbers(
  left: string,
  a: number,
  relation: Comparison['relation'],
  right: string,
  b: number,
  holds: boolean,
): Comparison {
  return { left, leftValue: String(a), relation, right, rightValue: String(b), holds };
}
