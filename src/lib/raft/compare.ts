import type { Comparison } from '../protocol/event';
import { lastIndex, lastTerm, termAt, type Log } from './log';
import type { MessageOf } from './message';
import type { RaftState } from './state';

const RELATIONS = {
  '=': (a: number, b: number) => a === b,
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

/** What a voter compares, in order; it stops at the first that does not hold (RequestVote receiver 1 and 2, §5.4.1). */
export function voteComparisons(node: RaftState, message: MessageOf<'RequestVote'>): readonly Comparison[] {
  const { candidateId, lastLogIndex, lastLogTerm } = message;
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
      ? compare('lastLogIndex', lastLogIndex, '≥', 'own last index', lastIndex(node.log))
      : compare('lastLogTerm', lastLogTerm, '>', 'own last term', lastTerm(node.log));
  return upToFirstFailure([
    compare('term', message.term, '≥', 'currentTerm', node.currentTerm),
    free,
    upToDate,
  ]);
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

/** What a follower compares before it believes a CommitNotification. */
export function notificationComparisons(
  log: Log,
  message: MessageOf<'CommitNotification'>,
): readonly Comparison[] {
  const { leaderCommit, commitTerm } = message;
  const inLog = compare('leaderCommit', leaderCommit, '≤', 'own last index', lastIndex(log));
  const sameTerm = compare(
    'commitTerm',
    commitTerm,
    '=',
    `own term at ${leaderCommit}`,
    termAt(log, leaderCommit),
  );
  return upToFirstFailure([inLog, sameTerm]);
}

function upToFirstFailure(comparisons: readonly Comparison[]): readonly Comparison[] {
  const failed = comparisons.findIndex(({ holds }) => !holds);
  return failed < 0 ? comparisons : comparisons.slice(0, failed + 1);
}
