/** What the receivers of Figure 2's RPCs do: RequestVote, AppendEntries, and the emulation's CommitNotification. */
import { ofAct, upToFirstFailure } from '../../protocol/comparisons';
import type { Comparison } from '../../protocol/event';
import type { ActorId } from '../../protocol/message';
import { applyCommitted } from './apply';
import {
  compare,
  notificationComparisons,
  proofComparisons,
  refusalComparisons,
  unmatchedComparisons,
  voteComparisons,
} from './compare';
import { termAt, type Log } from './log';
import type { MessageOf } from './message';
import { commitUpTo } from './rules';
import type { RaftState } from './state';
import { say, send, set, startTimer, type Turn } from './turn';

type RequestVote = MessageOf<'RequestVote'>;
type AppendEntries = MessageOf<'AppendEntries'>;
type CommitNotification = MessageOf<'CommitNotification'>;

/** Receiver 1 of every RPC: the message's term is older. */
export function isStale(
  { node, environment }: Turn,
  message: { readonly type: string; readonly term: number },
): boolean {
  return environment.decide.isStale(node, message);
}

// ---- RequestVote RPC ----

/** Receiver 1 and 2: whether the vote is given. */
export function grantsVote(turn: Turn, message: RequestVote): boolean {
  const { node, environment } = turn;
  const { decide } = environment;
  return (
    !isStale(turn, message) &&
    decide.mayVoteFor(node, message.candidateId) &&
    decide.candidateIsUpToDate(node.log, message)
  );
}

/** Receiver 2: "if votedFor is null or candidateId, and candidate's log is at least as up-to-date …, grant vote". */
export function grantVote(turn: Turn, message: RequestVote): Turn {
  const { currentTerm: term } = turn.node;
  const candidate = message.candidateId;
  const comparisons = ofAct(voteComparisons(turn.node, message));
  const event = { type: 'vote-granted', rule: 'vote-grant', candidate, term, comparisons } as const;
  const granted = say(set(turn, { votedFor: candidate }), event);
  return send(startTimer(granted, 'election'), message.from, {
    type: 'VoteResponse',
    term,
    voteGranted: true,
  });
}

/** Receiver 1: "reply false if term < currentTerm"; 2: the vote is given away, or the candidate's log is behind. */
export function refuseVote(turn: Turn, message: RequestVote): Turn {
  const { node, environment } = turn;
  const taken = !environment.decide.mayVoteFor(node, message.candidateId);
  const reason = isStale(turn, message) ? 'stale-term' : taken ? 'already-voted' : 'log-behind';
  const told = say(turn, {
    type: 'vote-refused',
    rule: { 'stale-term': 'vote-stale', 'already-voted': 'vote-once', 'log-behind': 'vote-up-to-date' }[
      reason
    ],
    candidate: message.candidateId,
    term: message.term,
    reason,
    votedFor: node.votedFor,
    comparisons: refusalComparisons(node, message, environment.decide),
  });
  return send(told, message.from, { type: 'VoteResponse', term: node.currentTerm, voteGranted: false });
}

// ---- AppendEntries RPC ----

/** Receiver 2: the log holds an entry at prevLogIndex whose term is prevLogTerm. */
export function logMatches({ node, environment }: Turn, message: AppendEntries): boolean {
  return environment.decide.prevMatches(node.log, message);
}

/** Receiver 1: "reply false if term < currentTerm". */
export function refuseStaleAppend(turn: Turn, message: AppendEntries): Turn {
  const comparisons = [compare('term', message.term, '≥', 'currentTerm', turn.node.currentTerm)];
  const event = { type: 'append-refused', rule: 'append-stale', reason: 'stale-term', comparisons } as const;
  const { prevLogIndex, prevLogTerm, term, from } = message;
  return refuseAppend(say(turn, { ...event, leader: from, prevLogIndex, prevLogTerm, term }), from);
}

/** Receiver 2: "reply false if log doesn't contain an entry at prevLogIndex whose term matches prevLogTerm". */
export function refuseUnmatchedAppend(turn: Turn, message: AppendEntries): Turn {
  const { log } = turn.node;
  const { prevLogIndex, prevLogTerm, term, from, leaderId } = message;
  const reason = prevLogIndex > log.length ? 'log-too-short' : 'prev-term-differs';
  const comparisons = unmatchedComparisons(turn.node, message);
  const event = { type: 'append-refused', rule: 'append-prev', reason, comparisons } as const;
  const told = say(turn, { ...event, leader: leaderId, prevLogIndex, prevLogTerm, term });
  return refuseAppend(hearLeader(told, leaderId), from);
}

function refuseAppend(turn: Turn, to: ActorId): Turn {
  const term = turn.node.currentTerm;
  return send(turn, to, { type: 'AppendEntriesResponse', term, success: false, matchIndex: 0 });
}

/** Receiver 3, 4 and 5: delete what conflicts, append what is new, learn what is committed. */
export function acceptAppend(turn: Turn, message: AppendEntries): Turn {
  const { decide } = turn.environment;
  const merged = mergeEntries(hearLeader(turn, message.leaderId), message);
  const { log, currentTerm: term } = merged.node;
  const matchIndex = decide.matchedIndex(log, message);
  const commit = decide.commitFromAppend(log, message);
  const committed = commitUpTo(merged, commit, {
    rule: 'append-commit',
    by: 'leader',
    comparisons: ofAct(commitComparisons(turn.node, log, message, commit)),
  });
  return send(applyCommitted(committed), message.from, {
    type: 'AppendEntriesResponse',
    term,
    success: true,
    matchIndex,
  });
}

/** What bears out that everything up to `commit` is committed: the leader says so, and the message proves the log up to there. */
function commitComparisons(
  node: RaftState,
  log: Log,
  message: AppendEntries,
  commit: number,
): readonly Comparison[] {
  const { commitIndex } = node;
  const proved = message.prevLogIndex + message.entries.length;
  const bounded = compare('index to commit', commit, '≤', LAST_PROVED, proved);
  return upToFirstFailure([
    compare('leaderCommit', message.leaderCommit, '>', 'commitIndex', commitIndex),
    ...proofComparisons(node, log, message).filter(({ holds }) => !holds),
    compare(LAST_PROVED, proved, '>', 'commitIndex', commitIndex),
    ...(bounded.holds ? [] : [bounded]),
  ]);
}

const LAST_PROVED = 'last index proved to match';

/** Receiver 3: "if an existing entry conflicts with a new one …, delete the existing entry and all that follow it"; 4: "append any new entries". */
function mergeEntries(turn: Turn, message: AppendEntries): Turn {
  const { decide } = turn.environment;
  const before = turn.node.log;
  const log = decide.mergeEntries(before, message);
  const leader = message.leaderId;
  const proof = proofComparisons(turn.node, log, message);
  const comparisons = ofAct(proof);
  if (log === before) {
    const matchIndex = decide.matchedIndex(log, message);
    const empty = message.entries.length === 0;
    const last = message.prevLogIndex + message.entries.length;
    const bounded = compare('matchIndex', matchIndex, '≤', 'last index in the message', last);
    return say(turn, {
      type: 'append-accepted',
      rule: 'append-prev',
      leader,
      comparisons: bounded.holds ? comparisons : ofAct([...proof, bounded]),
      matchIndex,
      empty,
    });
  }
  const kept = commonPrefix(before, log);
  let next = set(turn, { log });
  if (kept < before.length) {
    const at = kept + 1;
    const event = {
      type: 'entries-truncated',
      rule: 'append-conflict',
      fromIndex: at,
      toIndex: before.length,
    } as const;
    next = say(next, { ...event, leader, comparisons: ofAct(conflictComparisons(before, at, message)) });
  }
  for (const [i, entry] of log.slice(kept).entries()) {
    const event = { type: 'entry-appended', rule: 'append-new', index: kept + i + 1, entry, leader } as const;
    next = say(next, { ...event, comparisons });
  }
  return next;
}

/** Why the entry at an index has to go: the message has another one there. */
function conflictComparisons(log: Log, at: number, message: AppendEntries): readonly Comparison[] {
  const { prevLogIndex, entries } = message;
  const last = prevLogIndex + entries.length;
  const covered = compare('index to delete', at, '≤', 'last index in the message', last);
  if (!covered.holds) return [covered];
  const theirs = entries[at - prevLogIndex - 1]?.term ?? 0;
  return [compare(`own term at ${at}`, termAt(log, at), '≠', 'term in the message', theirs)];
}

function commonPrefix(a: Log, b: Log): number {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return same;
}

/** A message of the current leader: this node follows it, and waits anew before it starts an election (§5.2). */
function hearLeader(turn: Turn, leader: ActorId): Turn {
  return startTimer(set(turn, { leader }), 'election');
}

// ---- CommitNotification ----

/** Whether it tells something new that the log bears out: the entry at leaderCommit, of commitTerm. */
export function believesNotification({ node, environment }: Turn, message: CommitNotification): boolean {
  return (
    message.leaderCommit > node.commitIndex && environment.decide.believesNotification(node.log, message)
  );
}

export function learnCommit(turn: Turn, message: CommitNotification): Turn {
  const { node, environment } = turn;
  const commit = environment.decide.commitFromNotification(node.log, message);
  const comparisons = ofAct(notificationComparisons(node, message));
  const heard = set(turn, { leader: message.from });
  return applyCommitted(commitUpTo(heard, commit, { rule: 'notify-commit', by: 'leader', comparisons }));
}

/** An old notification, one that says what is known, or one of an entry that this log does not hold. */
export function ignoreNotification(turn: Turn, message: CommitNotification): Turn {
  const { leaderCommit, from: leader } = message;
  const known = leaderCommit <= turn.node.commitIndex;
  const reason = isStale(turn, message) ? 'stale-term' : known ? 'known' : 'not-held';
  const comparisons = notificationComparisons(turn.node, message);
  return say(turn, {
    type: 'notification-ignored',
    rule: 'notify-commit',
    leader,
    leaderCommit,
    reason,
    comparisons,
  });
}
