/** The role machine as it is drawn, and what it does with an input, both from the machine itself. */
import type { Passage } from '../../protocol/chart';
import { passageAlong, readChart, tellingGuards, type GuardCall } from '../../protocol/chart-reader';
import type { Comparison, TimerKind } from '../../protocol/event';
import type { Message } from '../../protocol/message';
import type { Setup } from '../../protocol/setup';
import {
  compare,
  compareMajority,
  notificationComparisons,
  prevComparisons,
  refusalComparisons,
  truth,
  voteComparisons,
} from './compare';
import { environmentOf } from './environment';
import { feed, inputsOf, raftMachine, type RaftInput } from './machine';
import type { MessageOf, RaftMessage } from './message';
import { grantsVote } from './receivers';
import type { RaftState } from './state';
import { newTurn, type Turn } from './turn';

export const CHART = readChart(raftMachine.config);

const TIMER_INPUTS: Readonly<Record<TimerKind, RaftInput>> = {
  election: { type: 'timeout' },
  heartbeat: { type: 'heartbeat' },
};

/**
 * What the role machine does with a message or a timer: the rows that it takes and what it asks on the way. A message that
 * carries a newer term is fed twice, first as that term.
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

/** Feeds the machine and listens to its guards. */
function feedTelling(before: Turn, input: RaftInput): Passage & { readonly turn: Turn } {
  const calls: GuardCall[] = [];
  const guards = tellingGuards(raftMachine.implementations.guards, input, explain, (call) =>
    calls.push(call),
  );
  const turn = feed(before, input, raftMachine.provide({ guards }));
  const { to, ...passed } = passageAlong(CHART, before.node.role, input.type, calls);
  if (to !== turn.node.role) throw new Error(`the chart leads to ${to}, the machine is in ${turn.node.role}`);
  return { ...passed, turn };
}

type Explain = (turn: Turn, input: never) => readonly Comparison[];

/** What each guard compares. */
const COMPARISONS: Readonly<Record<string, Explain>> = {
  hasMajority: ({ node, environment }) => [compareMajority('votes', node.votes.length, environment.servers)],
  grantsVote: (turn, message: MessageOf<'RequestVote'>) =>
    grantsVote(turn, message)
      ? voteComparisons(turn.node, message)
      : refusalComparisons(turn.node, message, turn.environment.decide),
  isVote: ({ node }, { term, voteGranted }: MessageOf<'VoteResponse'>) => [
    compare('term', term, '=', 'currentTerm', node.currentTerm),
    truth('voteGranted', voteGranted),
  ],
  isStale: ({ node }, { term }: { readonly term: number }) => [
    compare('term', term, '<', 'currentTerm', node.currentTerm),
  ],
  logMatches: ({ node }, message: MessageOf<'AppendEntries'>) => prevComparisons(node.log, message),
  succeeded: (_turn, { success }: MessageOf<'AppendEntriesResponse'>) => [truth('success', success)],
  believesNotification: ({ node }, message: MessageOf<'CommitNotification'>) =>
    notificationComparisons(node, message).filter(({ left }) => left !== 'term'),
  mustWait: ({ node, environment: { options } }) => [
    {
      left: 'replication',
      leftValue: options.replication,
      relation: 'is',
      right: '',
      rightValue: 'synchronous',
      holds: options.replication === 'synchronous',
    },
    compare('unanswered requests', node.unanswered.length, '>', '', 0),
  ],
};

function explain(guard: string, turn: Turn, input: RaftInput): readonly Comparison[] {
  return COMPARISONS[guard]?.(turn, input as never) ?? [];
}
