/** What the receivers of Figure 2's RPCs do: RequestVote, AppendEntries, and the emulation's CommitNotification. */
import type { ActorId } from '../../protocol/message';
import { say, send, set, startTimer } from '../../protocol/turn';
import { all, compareNumbers, deciding } from '../../protocol/verdict';
import { applyCommitted } from './apply';
import { acknowledgesProved, commitsProved, conflicts, holdsEntries } from './bounds';
import type { RaftVerdict } from './decisions';
import { commonPrefix, entriesFrom, indexed, lastIndex, type Log } from './log';
import type { MessageOf } from './message';
import { commitUpTo } from './rules';
import type { Turn } from './turn';

type RequestVote = MessageOf<'RequestVote'>;
type AppendEntries = MessageOf<'AppendEntries'>;
type CommitNotification = MessageOf<'CommitNotification'>;

// ---- RequestVote RPC ----

/** Receiver 1 and 2: whether the node grants its vote. */
export function grantsVote({ node, environment: { decide } }: Turn, message: RequestVote): RaftVerdict {
  return all(
    decide.isCurrent(node, message),
    decide.mayVoteFor(node, message),
    decide.isUpToDate(node, message),
  );
}

/** Receiver 2: "if votedFor is null or candidateId, and candidate's log is at least as up-to-date …, grant vote". */
export function grantVote(turn: Turn, message: RequestVote): Turn {
  const { currentTerm: term } = turn.node;
  const candidate = message.candidateId;
  const { comparisons } = grantsVote(turn, message);
  const event = { type: 'vote-granted', rule: 'vote-grant', candidate, term, comparisons } as const;
  const granted = say(set(turn, { votedFor: candidate }), event);
  return send(startTimer(granted, 'election'), message.from, {
    type: 'VoteResponse',
    term,
    voteGranted: true,
  });
}

/**
 * Receiver 1: "reply false if term < currentTerm"; 2: the node has voted for another candidate, or the candidate's log is
 * behind.
 */
export function refuseVote(turn: Turn, message: RequestVote): Turn {
  const { node } = turn;
  const verdict = grantsVote(turn, message);
  const decided = deciding(verdict)?.what;
  const why =
    decided === 'current-term'
      ? ({ reason: 'stale-term', rule: 'vote-stale' } as const)
      : decided === 'free-vote'
        ? ({ reason: 'already-voted', rule: 'vote-once' } as const)
        : ({ reason: 'log-behind', rule: 'vote-up-to-date' } as const);
  const told = say(turn, {
    type: 'vote-refused',
    ...why,
    candidate: message.candidateId,
    term: message.term,
    votedFor: node.votedFor,
    comparisons: verdict.comparisons,
  });
  return send(told, message.from, { type: 'VoteResponse', term: node.currentTerm, voteGranted: false });
}

// ---- AppendEntries RPC ----

/** Receiver 1: "reply false if term < currentTerm". */
export function refuseStaleAppend(turn: Turn, message: AppendEntries): Turn {
  const { comparisons } = turn.environment.decide.isCurrent(turn.node, message);
  const event = { type: 'append-refused', rule: 'append-stale', reason: 'stale-term', comparisons } as const;
  const { prevLogIndex, prevLogTerm, term, from } = message;
  return refuseAppend(say(turn, { ...event, leader: from, prevLogIndex, prevLogTerm, term }), from);
}

/** Receiver 1 and 2: whether the node accepts the entries. */
function takesEntries({ node, environment: { decide } }: Turn, message: AppendEntries): RaftVerdict {
  return all(decide.isCurrent(node, message), decide.prevMatches(node, message));
}

/** Receiver 2: "reply false if log doesn't contain an entry at prevLogIndex whose term matches prevLogTerm". */
export function refuseUnmatchedAppend(turn: Turn, message: AppendEntries): Turn {
  const { prevLogIndex, prevLogTerm, term, from, leaderId } = message;
  const verdict = takesEntries(turn, message);
  const reason = deciding(verdict)?.what === 'prev-index' ? 'log-too-short' : 'prev-term-differs';
  const { comparisons } = verdict;
  const event = { type: 'append-refused', rule: 'append-prev', reason, comparisons } as const;
  const told = say(turn, { ...event, leader: leaderId, prevLogIndex, prevLogTerm, term });
  return refuseAppend(hearLeader(told, leaderId), from);
}

function refuseAppend(turn: Turn, to: ActorId): Turn {
  const term = turn.node.currentTerm;
  return send(turn, to, { type: 'AppendEntriesResponse', term, success: false, matchIndex: 0 });
}

/** Receiver 3, 4 and 5: delete conflicting entries, append new ones, advance commitIndex. */
export function acceptAppend(turn: Turn, message: AppendEntries): Turn {
  const { decide } = turn.environment;
  const log = decide.mergeEntries(turn.node.log, message);
  const proof = all(takesEntries(turn, message), holdsEntries(turn.node, log, message));
  const merged = mergeEntries(hearLeader(turn, message.leaderId), message, log, proof);
  const matchIndex = decide.matchedIndex(log, message);
  const commit = decide.commitFromAppend(log, message);
  const committed = commit > turn.node.commitIndex ? commitWith(merged, commit, message, proof) : merged;
  return send(applyCommitted(committed), message.from, {
    type: 'AppendEntriesResponse',
    term: turn.node.currentTerm,
    success: true,
    matchIndex,
  });
}

/** Receiver 5. @param turn the entries are merged already @param proof that the message's entries match */
function commitWith(turn: Turn, index: number, message: AppendEntries, proof: RaftVerdict): Turn {
  const { comparisons } = commitsProved(turn.node, index, message, proof);
  return commitUpTo(turn, index, { rule: 'append-commit', by: 'leader', comparisons });
}

/**
 * Receiver 3: "if an existing entry conflicts with a new one …, delete the existing entry and all that follow it"; 4: "append any new
 * entries". `log` is the merged one.
 */
function mergeEntries(turn: Turn, message: AppendEntries, log: Log, proof: RaftVerdict): Turn {
  const { node, environment } = turn;
  const { log: before } = node;
  const leader = message.leaderId;
  if (log === before) {
    const matchIndex = environment.decide.matchedIndex(log, message);
    const { comparisons } = all(proof, acknowledgesProved(node, matchIndex, message));
    const empty = lastIndex(message.entries) === 0;
    return say(turn, {
      type: 'append-accepted',
      rule: 'append-prev',
      leader,
      comparisons,
      matchIndex,
      empty,
    });
  }
  const kept = commonPrefix(before, log);
  let next = set(turn, { log });
  if (kept < lastIndex(before)) {
    const span = { fromIndex: kept + 1, toIndex: lastIndex(before) };
    const { comparisons } = conflicts(node, kept + 1, message);
    next = say(next, { type: 'entries-truncated', rule: 'append-conflict', ...span, leader, comparisons });
  }
  for (const { index, entry } of indexed(entriesFrom(log, kept + 1))) {
    const event = { type: 'entry-appended', rule: 'append-new', index: kept + index, entry, leader } as const;
    next = say(next, { ...event, comparisons: proof.comparisons });
  }
  return next;
}

/** A message of the current leader: this node follows it, and restarts its election timer (§5.2). */
function hearLeader(turn: Turn, leader: ActorId): Turn {
  const heard = turn.node.leader === leader ? turn : set(turn, { leader });
  return startTimer(heard, 'election');
}

// ---- CommitNotification ----

/** Whether the notification is new and the log confirms it: it holds the entry at leaderCommit with commitTerm. */
export function believesNotification({ node, environment }: Turn, message: CommitNotification): RaftVerdict {
  const told = { name: 'leaderCommit', value: message.leaderCommit, of: message.from };
  const known = { name: 'commitIndex', value: node.commitIndex, of: node.id };
  return all(
    compareNumbers('commit-newer', told, '>', known),
    environment.decide.believesNotification(node, message),
  );
}

/** The comparisons that a follower makes before it believes a CommitNotification. */
function learnsCommit(turn: Turn, message: CommitNotification): RaftVerdict {
  const { node, environment } = turn;
  return all(environment.decide.isCurrent(node, message), believesNotification(turn, message));
}

export function learnCommit(turn: Turn, message: CommitNotification): Turn {
  const { node, environment } = turn;
  const commit = environment.decide.commitFromNotification(node.log, message);
  const { comparisons } = learnsCommit(turn, message);
  const heard = set(turn, { leader: message.from });
  return applyCommitted(commitUpTo(heard, commit, { rule: 'notify-commit', by: 'leader', comparisons }));
}

/** The notification is old, says what is known, or names an entry that this log does not hold. */
export function ignoreNotification(turn: Turn, message: CommitNotification): Turn {
  const { leaderCommit, from: leader } = message;
  const verdict = learnsCommit(turn, message);
  const decided = deciding(verdict)?.what;
  const reason =
    decided === 'current-term' ? 'stale-term' : decided === 'commit-newer' ? 'known' : 'not-held';
  return say(turn, {
    type: 'notification-ignored',
    rule: 'notify-commit',
    leader,
    leaderCommit,
    reason,
    comparisons: verdict.comparisons,
  });
}
