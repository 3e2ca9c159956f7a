/** The role machines as they are drawn, and what they do with an input, both from the machines themselves. */
import type { Chart, Passage } from '../../protocol/chart';
import { passageAlong, readChart, tellingGuards, type GuardCall } from '../../protocol/chart-reader';
import type { Comparison, TimerKind } from '../../protocol/event';
import type { Message } from '../../protocol/message';
import type { Setup } from '../../protocol/setup';
import { sameBallot, type Ballot } from './ballot';
import { environmentOf } from './environment';
import { acceptorMachine, feedInto, leaderMachine, replicaMachine, type PaxosInput } from './machine';
import type { MessageOf, PaxosMessage } from './message';
import { kindOf, type PaxosState } from './state';
import { compareAs, compareCount, newTurn, type AcceptorTurn, type LeaderTurn, type Turn } from './turn';

const CHARTS = {
  acceptor: readChart(acceptorMachine.config),
  leader: readChart(leaderMachine.config),
  replica: readChart(replicaMachine.config),
} as const;

/** The machine of this node: each of the three kinds of nodes has its own. */
export const chart = (node: PaxosState): Chart => CHARTS[kindOf(node)];

const TIMER_INPUTS: Readonly<Record<TimerKind, PaxosInput>> = {
  election: { type: 'timeout' },
  heartbeat: { type: 'heartbeat' },
};

/** What this node's machine does with a message or a timer: the rows that it takes and what it asks on the way. */
export function passage(node: PaxosState, input: Message | TimerKind, setup: Setup): Passage {
  const fed = typeof input === 'string' ? TIMER_INPUTS[input] : (input as PaxosMessage);
  const calls: GuardCall[] = [];
  const listening = (guards: object) =>
    tellingGuards(guards as Readonly<Record<string, unknown>>, fed, explain, (call) => calls.push(call));
  const after = feedInto(newTurn(node, environmentOf(setup)), fed, listening).node.role;
  const { to, ...passed } = passageAlong(chart(node), node.role, fed.type, calls);
  if (to !== after) throw new Error(`the chart leads to ${to}, the machine is in ${after}`);
  return passed;
}

type Explain = (turn: never, input: never) => readonly Comparison[];
type InBallot = { readonly ballot: Ballot };
type Rejected = MessageOf<'PrepareRejected' | 'AcceptRejected'>;
type Accepted = MessageOf<'Accepted'>;

const promisedNoHigher = ({ node }: AcceptorTurn, { ballot }: InBallot) => [
  compareAs('ballot', ballot, '≥', 'promised', node.promised),
];
const ofBallot = ({ node }: LeaderTurn, { ballot }: InBallot) =>
  compareAs('ballot', ballot, '=', 'own ballot', node.ballot);

const isProposed = ({ node }: LeaderTurn, { slot }: Accepted) =>
  truth(`slot ${slot} proposed, not chosen`, node.proposals[slot] !== undefined);

/** What each guard compares. */
const COMPARISONS: Readonly<Record<string, Explain>> = {
  mayPromise: promisedNoHigher,
  mayAccept: promisedNoHigher,
  isNewPromise: (turn: LeaderTurn, message: MessageOf<'Promise'>) => [
    ofBallot(turn, message),
    truth(`${message.from} not counted yet`, !turn.node.promises.includes(message.from)),
  ],
  hasPromises: ({ node, environment }: LeaderTurn) => [
    compareCount('promises', node.promises.length, environment),
  ],
  isHigher: ({ node }: LeaderTurn, { highest }: Rejected) => [
    compareAs('highest', highest, '>', 'own ballot', node.ballot),
  ],
  counts: (turn: LeaderTurn, message: Accepted) => [ofBallot(turn, message), isProposed(turn, message)],
  completesQuorum: (turn: LeaderTurn, message: Accepted) => {
    const { node, environment } = turn;
    const proposal = sameBallot(message.ballot, node.ballot) ? node.proposals[message.slot] : undefined;
    const counted = [ofBallot(turn, message), isProposed(turn, message)];
    if (!proposal) return counted;
    const { size } = new Set([...proposal.acceptedBy, message.from]);
    return [...counted, compareCount('acceptances', size, environment)];
  },
  mustWait: ({ node }: LeaderTurn) => [truth('a request unanswered', node.unanswered !== null)],
  isKnown: ({ node }: Turn, { slot }: MessageOf<'Commit'>) => [
    truth(`slot ${slot} known`, 'chosen' in node && node.chosen[slot] !== undefined),
  ],
};

function explain(guard: string, turn: Turn, input: PaxosInput): readonly Comparison[] {
  return COMPARISONS[guard]?.(turn as never, input as never) ?? [];
}

function truth(left: string, value: boolean): Comparison {
  return { left, leftValue: String(value), relation: 'is', right: '', rightValue: 'true', holds: value };
}
