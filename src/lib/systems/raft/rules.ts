/**
 * Raft's rules for all servers and for leaders, named as in the paper's Figure 2, "Rules for Servers" (Ongaro and Ousterhout, "In
 * Search of an Understandable Consensus Algorithm", extended version). `candidates.ts` has the rules for candidates, `receivers.ts`
 * those for the receivers of RPCs. Each rule takes a turn and returns the next one. `machine.ts` says which rule applies in which role,
 * and `decisions.ts` decides. `apply.ts`, `answers.ts` and `clients.ts` do what Figure 2 leaves to the state machine and its clients.
 */
import type { ActorId } from '../../protocol/message';
import { say, send, sendAll, set, startTimer } from '../../protocol/turn';
import { all, type Comparison } from '../../protocol/verdict';
import { applyCommitted } from './apply';
import { loseRequests } from './answers';
import { advancesMatch } from './bounds';
import { isNewer, type RaftComparison } from './decisions';
import { append, entriesFrom, lastIndex, termAt, type LogEntry } from './log';
import { isMajority } from './majority';
import type { MessageOf } from './message';
import type { RaftState } from './state';
import { peers, type Turn } from './turn';

// ---- Rules for all servers ----

/** A term newer than the node's own, and the message that carries it. */
export interface NewerTerm {
  readonly type: 'NewerTerm';
  readonly term: number;
  readonly from: ActorId;
  /** The leader of that term, if the message says. */
  readonly leader: ActorId | null;
}

/** "If RPC request or response contains term T > currentTerm: set currentTerm = T" (§5.1). */
export function adoptTerm(turn: Turn, message: NewerTerm): Turn {
  const { term, from, leader } = message;
  const before = turn.node.currentTerm;
  return say(set(turn, { currentTerm: term, votedFor: null, leader }), {
    type: 'term-adopted',
    rule: 'term-newer',
    from: before,
    term,
    by: from,
    comparisons: isNewer(turn.node, message).comparisons,
  });
}

/** "… convert to follower" (§5.1). */
export function stepDown(
  turn: Turn,
  { term, from }: { readonly term: number; readonly from: ActorId },
): Turn {
  const { role } = turn.node;
  if (role === 'follower') return turn;
  const told = say(turn, { type: 'stepped-down', rule: 'term-newer', was: role, term, by: from });
  const down = role === 'leader' ? startTimer(loseRequests(told), 'election') : told;
  return set(down, { votes: [], nextIndex: {}, matchIndex: {} });
}

/** Raises commitIndex to `index`. It never falls. */
export function commitUpTo(turn: Turn, index: number, event: CommitEvent): Turn {
  const { commitIndex } = turn.node;
  if (index <= commitIndex) return turn;
  const told = { ...event, type: 'committed', fromIndex: commitIndex + 1, toIndex: index } as const;
  return say(set(turn, { commitIndex: index }), told);
}

interface CommitEvent {
  readonly rule: string;
  readonly by: 'counting' | 'leader';
  readonly copies?: number;
  readonly servers?: number;
  readonly comparisons: readonly Comparison<RaftComparison>[];
}

// ---- Leaders (§5.3, §5.4) ----

/** Appends one entry of the leader's own term. */
export function appendOwn(turn: Turn, entry: LogEntry): Turn {
  const log = append(turn.node.log, entry);
  const event = {
    type: 'entry-appended',
    rule: 'leader-append',
    index: lastIndex(log),
    entry,
    leader: turn.node.id,
  } as const;
  return say(set(turn, { log }), event);
}

/** Sends new entries to all followers. A leader without followers is its own majority. */
export function replicate(turn: Turn): Turn {
  return advanceCommit(sendAppendEntries(turn));
}

/** "Upon election: send initial empty AppendEntries RPCs (heartbeat) to each server; repeat during idle periods" (§5.2). */
export function sendAppendEntries(turn: Turn): Turn {
  return peers(turn).reduce(sendAppendEntriesTo, startTimer(turn, 'heartbeat'));
}

/** The heartbeat timer fires. A leader without followers gets no answers, so it counts here what it began with. */
export function heartbeat(turn: Turn): Turn {
  const followers = peers(turn).length;
  const sent = sendAppendEntries(say(turn, { type: 'heartbeat-sent', rule: 'leader-heartbeat', followers }));
  return followers === 0 ? advanceCommit(sent) : sent;
}

/** "If last log index ≥ nextIndex for a follower: send AppendEntries RPC with log entries starting at nextIndex" (§5.3). */
function sendAppendEntriesTo(turn: Turn, follower: ActorId): Turn {
  return send(turn, follower, appendEntries(turn.node, follower));
}

/** The AppendEntries for a follower; empty if the follower has all entries. */
export function appendEntries(
  { id, currentTerm, log, commitIndex, nextIndex }: RaftState,
  follower: ActorId,
) {
  const next = nextIndex[follower] ?? lastIndex(log) + 1;
  return {
    type: 'AppendEntries',
    term: currentTerm,
    leaderId: id,
    prevLogIndex: next - 1,
    prevLogTerm: termAt(log, next - 1),
    entries: entriesFrom(log, next),
    leaderCommit: commitIndex,
  } as const;
}

/** "If successful: update nextIndex and matchIndex for follower" (§5.3). */
export function advanceMatch(turn: Turn, message: MessageOf<'AppendEntriesResponse'>): Turn {
  const { node, environment } = turn;
  const follower = message.from;
  const before = node.matchIndex[follower] ?? 0;
  const matchIndex = environment.decide.matchAfterSuccess(node, message);
  const nextIndex = matchIndex + 1;
  const nextBefore = node.nextIndex[follower] ?? nextIndex;
  const progress = { follower, matchIndex, nextIndex, nextBefore };
  const next =
    matchIndex === before && nextIndex === nextBefore
      ? turn
      : set(turn, {
          matchIndex: { ...node.matchIndex, [follower]: matchIndex },
          nextIndex: { ...node.nextIndex, [follower]: nextIndex },
        });
  if (matchIndex === before)
    return advanceCommit(say(next, { type: 'match-unchanged', rule: 'leader-match', ...progress }));
  const { comparisons } = advancesMatch(node, matchIndex, message);
  const told = say(next, { type: 'match-advanced', rule: 'leader-match', before, ...progress, comparisons });
  return advanceCommit(told);
}

/** "If AppendEntries fails because of log inconsistency: decrement nextIndex and retry" (§5.3). */
export function stepNextBack(turn: Turn, { from }: MessageOf<'AppendEntriesResponse'>): Turn {
  const before = turn.node.nextIndex[from] ?? 1;
  const nextIndex = Math.max(1, before - 1);
  const matchIndex = turn.node.matchIndex[from] ?? 0;
  const next = set(turn, { nextIndex: { ...turn.node.nextIndex, [from]: nextIndex } });
  const event = {
    type: 'next-stepped-back',
    rule: 'leader-retry',
    follower: from,
    nextIndex,
    before,
    matchIndex,
  } as const;
  return sendAppendEntriesTo(say(next, event), from);
}

/** "If there exists an N such that N > commitIndex, a majority of matchIndex[i] ≥ N, and log[N].term == currentTerm: set commitIndex = N" (§5.3, §5.4). */
export function advanceCommit(turn: Turn): Turn {
  const { node, environment } = turn;
  const { decide, servers, options } = environment;
  const last = lastIndex(node.log);
  const ids = (index: number) => [
    node.id,
    ...peers(turn).filter((peer) => (node.matchIndex[peer] ?? 0) >= index),
  ];
  const copiesOf = (index: number) =>
    isMajority(environment, ids(index), 'copies', `copies of index ${index}`);
  let majority = last;
  while (majority > node.commitIndex && !copiesOf(majority).verdict.holds) majority--;
  const onMajority = majority > node.commitIndex;
  const index = onMajority ? majority : Math.min(last, node.commitIndex + 1);
  if (index === node.commitIndex) return turn;
  const { verdict: counted, needed } = copiesOf(index);
  const copies = ids(index).length;
  const verdict = all(counted, decide.mayCommitByCounting(node, index));
  const { comparisons } = verdict;
  if (!verdict.holds) {
    const why = onMajority
      ? ({ rule: 'leader-commit-term', reason: 'older-term' } as const)
      : ({ rule: 'leader-commit', reason: 'too-few' } as const);
    const waits = { type: 'commit-waits', index, copies, needed, servers: servers.length } as const;
    return say(turn, { ...waits, ...why, comparisons });
  }
  const committed = commitUpTo(turn, index, {
    rule: 'leader-commit',
    by: 'counting',
    copies,
    servers: servers.length,
    comparisons,
  });
  return applyCommitted(options.commitNotification ? notifyCommit(committed) : committed);
}

/** After a commit the leader notifies at once, without waiting for the next AppendEntries. */
function notifyCommit(turn: Turn): Turn {
  const { currentTerm, commitIndex, log } = turn.node;
  const commitTerm = termAt(log, commitIndex);
  return sendAll(turn, peers(turn), {
    type: 'CommitNotification',
    term: currentTerm,
    leaderCommit: commitIndex,
    commitTerm,
  });
}
