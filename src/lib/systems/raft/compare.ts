import { ofAct, upToFirstFailure } from '../../protocol/comparisons';
import type { Comparison } from '../../protocol/event';
import type { ActorId } from '../../protocol/message';
import { PAPER, type Decisions } from './decisions';
import { lastIndex, lastTerm, termAt, type Log } from './log';
import type { MessageOf } from './message';
import type { RaftState } from './state';

const RELATIONS = {
  '=': (a: number, b: number) => a === b,
  '≠': (a: number, b: number) => a !== b,
  '<': (a: number, b: number) => a < b,
  '≤': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '≥': (a: number, b: number) => a >= b,
} as const;

/** A comparison as a rule makes it, for the person who asks why: two named values and the relation that the rule wants. */
export function compare(
  left: string,
  leftValue: number,
  relation: keyof typeof RELATIONS,
  right: string,
  rightValue: number,
): Comparison {
  const holds = RELATIONS[relation](leftValue, rightValue);
  return { left, leftValue: String(leftValue), relation, right, rightValue: String(rightValue), holds };
}

/** Whether something comes from a majority of the servers (§5.1). */
export function compareMajority(what: string, count: number, servers: readonly ActorId[]): Comparison {
  const n = servers.length;
  return compare(what, count, '≥', `majority of ${n}`, PAPER.quorum(n));
}

/** What a voter compares, in order; it stops at the first that does not hold (RequestVote receiver 1 and 2, §5.4.1). */
export function voteComparisons(node: RaftState, message: MessageOf<'RequestVote'>): readonly Comparison[] {
  return upToFirstFailure(wantedOfVote(node, message));
}

/**
 * What a voter compares that refuses, the last being what decided: what a deliberate bug overrules is left out, and where that
 * wants the longer log whatever its term, the lengths decide.
 */
export function refusalComparisons(
  node: RaftState,
  message: MessageOf<'RequestVote'>,
  decide: Decisions,
): readonly Comparison[] {
  const [term, free, upToDate] = wantedOfVote(node, message);
  if (decide.isStale(node, message)) return [term];
  if (!decide.mayVoteFor(node, message.candidateId)) return [term, free];
  return [...(free.holds ? [term, free] : [term]), upToDate.holds ? asLong(node, message) : upToDate];
}

function wantedOfVote(
  node: RaftState,
  message: MessageOf<'RequestVote'>,
): readonly [term: Comparison, free: Comparison, upToDate: Comparison] {
  const { candidateId, lastLogTerm } = message;
  const free: Comparison = {
    left: 'votedFor',
    leftValue: node.votedFor ?? 'nobody',
    relation: 'in',
    right: 'nobody or',
    rightValue: candidateId,
    holds: node.votedFor === null || node.votedFor === candidateId,
  };
  const upToDate =
    lastLogTerm === lastTerm(node.log)
      ? asLong(node, message)
      : compare('lastLogTerm', lastLogTerm, '>', 'own last term', lastTerm(node.log));
  return [compare('term', message.term, '≥', 'currentTerm', node.currentTerm), free, upToDate];
}

function asLong({ log }: RaftState, { lastLogIndex }: MessageOf<'RequestVote'>): Comparison {
  return compare('lastLogIndex', lastLogIndex, '≥', 'own last index', lastIndex(log));
}

/** A value that the rule wants to be true. */
export function truth(left: string, value: boolean): Comparison {
  return { left, leftValue: String(value), relation: 'is', right: '', rightValue: 'true', holds: value };
}

/** What a follower compares before it takes entries (AppendEntries receiver 1 and 2). */
export function appendComparisons(
  node: RaftState,
  message: MessageOf<'AppendEntries'>,
): readonly Comparison[] {
  const term = compare('term', message.term, '≥', 'currentTerm', node.currentTerm);
  return upToFirstFailure([term, ...prevComparisons(node.log, message)]);
}

/**
 * What bears out that a log agrees with the leader's as far as a message goes: that it was to be taken, and that its entries are
 * in the log. `node` before the message, `log` after it.
 */
export function proofComparisons(
  node: RaftState,
  log: Log,
  message: MessageOf<'AppendEntries'>,
): readonly Comparison[] {
  const first = message.prevLogIndex + 1;
  const other = message.entries.findIndex(({ term }, i) => termAt(log, first + i) !== term);
  const at = first + other;
  const theirs = message.entries[other]?.term ?? 0;
  const conflict = compare(`own term at ${at}`, termAt(log, at), '=', 'term in the message', theirs);
  return upToFirstFailure([...appendComparisons(node, message), ...(other < 0 ? [] : [conflict])]);
}

/** What a follower compares that finds no match: what a deliberate bug overrules, the term, is left out. */
export function unmatchedComparisons(
  node: RaftState,
  message: MessageOf<'AppendEntries'>,
): readonly Comparison[] {
  const term = compare('term', message.term, '≥', 'currentTerm', node.currentTerm);
  return [...(term.holds ? [term] : []), ...prevComparisons(node.log, message)];
}

/** The index of the entry behind the name of a comparison, `own term at 3`. */
export function indexIn(name: string): number {
  return Number(name.split(' ').at(-1));
}

/** What a follower compares before it takes entries (AppendEntries receiver 2, §5.3). */
export function prevComparisons(log: Log, message: MessageOf<'AppendEntries'>): readonly Comparison[] {
  const { prevLogIndex, prevLogTerm } = message;
  const inLog = compare('prevLogIndex', prevLogIndex, '≤', 'own last index', lastIndex(log));
  if (prevLogIndex === 0) return [inLog];
  const sameTerm = compare(
    'prevLogTerm',
    prevLogTerm,
    '=',
    `own term at ${prevLogIndex}`,
    termAt(log, prevLogIndex),
  );
  return upToFirstFailure([inLog, sameTerm]);
}

/** What a follower compares before it believes a CommitNotification, in order. */
export function notificationComparisons(
  { currentTerm, commitIndex, log }: RaftState,
  message: MessageOf<'CommitNotification'>,
): readonly Comparison[] {
  const { term, leaderCommit, commitTerm } = message;
  const inLog = compare('leaderCommit', leaderCommit, '≤', 'own last index', lastIndex(log));
  const sameTerm = compare(
    'commitTerm',
    commitTerm,
    '=',
    `own term at ${leaderCommit}`,
    termAt(log, leaderCommit),
  );
  return upToFirstFailure([
    compare('term', term, '≥', 'currentTerm', currentTerm),
    compare('leaderCommit', leaderCommit, '>', 'commitIndex', commitIndex),
    inLog,
    sameTerm,
  ]);
}

/** What is compared when a vote is counted: whether that makes a majority; where it must not count, what says so. */
export function voteCounted(
  { currentTerm, votes }: RaftState,
  { term, voteGranted, from }: MessageOf<'VoteResponse'>,
  counted: readonly ActorId[],
  servers: readonly ActorId[],
): readonly Comparison[] {
  const before = counted === votes ? 0 : votes.filter((voter) => voter === from).length;
  const wants = [
    compare('term', term, '=', 'currentTerm', currentTerm),
    truth('voteGranted', voteGranted),
    compare('votes of its voter so far', before, '=', '', 0),
  ];
  const broken = wants.filter(({ holds }) => !holds);
  return broken.length > 0 ? ofAct(broken) : [compareMajority('votes', counted.length, servers)];
}

/** What a leader takes for matched goes as far as an answer says, and never back. */
export function matchComparisons(
  matchIndex: number,
  before: number,
  answer: MessageOf<'AppendEntriesResponse'>,
): readonly Comparison[] {
  return ofAct([
    compare('matchIndex', matchIndex, '≤', 'matchIndex of the answer', answer.matchIndex),
    compare('matchIndex', matchIndex, '>', 'matchIndex so far', before),
  ]);
}
