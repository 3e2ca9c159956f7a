/** The chart of the role machine and its passage through an input, both read from the machine itself. */
import type { Passage } from '../../protocol/chart';
import { passageAlong, readChart, tellingGuards, type GuardCall } from '../../protocol/chart-reader';
import type { TimerKind } from '../../protocol/event';
import type { Message } from '../../protocol/message';
import { fed } from '../../protocol/role-machine';
import type { Setup } from '../../protocol/setup';
import { environmentOf } from './environment';
import { inputsOf, questions, raftMachine, type RaftInput } from './machine';
import type { RaftMessage } from './message';
import type { RaftState } from './state';
import { newTurn, type Turn } from './turn';

export const CHART = readChart(raftMachine.config);

const TIMER_INPUTS: Readonly<Record<TimerKind, RaftInput>> = {
  election: { type: 'timeout' },
  heartbeat: { type: 'heartbeat' },
};

/**
 * The role machine's passage through a message or a timer: the rows that it takes and the guards that it calls. A message
 * with a newer term is fed in twice, first as that term.
 */
export function passage(node: RaftState, input: Message | TimerKind, setup: Setup): Passage {
  let turn = newTurn(node, environmentOf(setup));
  const inputs = typeof input === 'string' ? [TIMER_INPUTS[input]] : inputsOf(turn, input as RaftMessage);
  let { taken, asked }: Passage = { taken: [], asked: [] };
  for (const one of inputs) {
    const passed = feedTelling(turn, one);
    turn = passed.turn;
    taken = [...taken, ...passed.taken];
    asked = [...asked, ...passed.asked];
  }
  return { taken, asked };
}

/** Feeds the machine and records the calls of its guards. */
function feedTelling(before: Turn, input: RaftInput): Passage & { readonly turn: Turn } {
  const calls: GuardCall[] = [];
  const guards = tellingGuards(questions, input, (call) => calls.push(call));
  const turn = fed<Turn, RaftInput>(raftMachine.provide({ guards }))(before, input);
  const { to, ...passed } = passageAlong(CHART, before.node.role, input.type, calls);
  if (to !== turn.node.role) throw new Error(`the chart leads to ${to}, the machine is in ${turn.node.role}`);
  return { ...passed, turn };
}
