/** The charts of the role machines and their passages through an input, both read from the machines themselves. */
import type { Chart, Passage } from '../../protocol/chart';
import { passageAlong, readChart, type GuardCall } from '../../protocol/chart-reader';
import type { TimerKind } from '../../protocol/event';
import type { Message } from '../../protocol/message';
import type { Setup } from '../../protocol/setup';
import { environmentOf } from './environment';
import { acceptorMachine, feedTelling, leaderMachine, replicaMachine, type PaxosInput } from './machine';
import type { PaxosMessage } from './message';
import { kindOf, type PaxosState } from './state';
import { newTurn } from './turn';

const CHARTS = {
  acceptor: readChart(acceptorMachine.config),
  leader: readChart(leaderMachine.config),
  replica: readChart(replicaMachine.config),
} as const;

/** The machine of this node. Each of the three kinds of nodes has its own. */
export const chart = (node: PaxosState): Chart => CHARTS[kindOf(node)];

const TIMER_INPUTS: Readonly<Record<TimerKind, PaxosInput>> = {
  election: { type: 'timeout' },
  heartbeat: { type: 'heartbeat' },
};

/** This node's passage through a message or a timer: the rows that its machine takes and the guards that it calls. */
export function passage(node: PaxosState, input: Message | TimerKind, setup: Setup): Passage {
  const fed = typeof input === 'string' ? TIMER_INPUTS[input] : (input as PaxosMessage);
  const calls: GuardCall[] = [];
  const turn = feedTelling(newTurn(node, environmentOf(setup)), fed, (call) => calls.push(call));
  const { to, ...passed } = passageAlong(chart(node), node.role, fed.type, calls);
  if (to !== turn.node.role) throw new Error(`the chart leads to ${to}, the machine is in ${turn.node.role}`);
  return passed;
}
