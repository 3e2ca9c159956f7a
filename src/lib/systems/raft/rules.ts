/**
 * Raft's rules, in the names of the paper's Figure 2 (Ongaro and Ousterhout, "In Search of an Understandable Consensus
 * Algorithm", extended version), "Rules for Servers"; `receivers.ts` has what the receivers of the RPCs do. Each takes
 * a turn and gives the next. `machine.ts` says in which role which applies, `decisions.ts` makes the judgements; `apply.ts`,
 * `answers.ts` and `clients.ts` do what Figure 2 leaves to the state machine and its clients.
 */
import { ofAct } from '../../protocol/comparisons';
import type { Comparison } from '../../protocol/event';
import type { ActorId } from '../../protocol/message';
import { applyCommitted } from './apply';
import { loseRequests } from './answers';
import { compare, compareMajority, matchComparisons, voteCounted } from './compare';
import { entriesFrom, lastIndex, lastTerm, termAt } from './log';
import type { MessageOf } from './message';
import { ignore, peers, say, send, set, startTimer, type Turn } from './turn';

// ---- Rules for all servers ----

/** A term that is newer than the node's own, and the message that carries it. */
export interface NewerTerm {
  readonly type: 'NewerTerm';
  readonly term: number;
  readonly from: ActorId;
  /** The leader of that term, where the message tells. */
  readonly leader: ActorId | null;
}

/** "If RPC request or response contains term T > currentTerm: set currentTerm = T" (§5.1). */
export function adoptTerm(turn: Turn, { term, from, leader }: NewerTerm): Turn {
  const before = turn.node.currentTerm;
  return say(set(turn, { currentTerm: term, votedFor: null, leader }), {
    type: 'term-adopted',
    rule: 'term-newer',
    from: before,
    term,
    by: from,
    comparisons: [compare('term', term, '>', 'currentTerm', before)],
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

/** Moves commitIndex to `index` if that is further than known; it never falls. */
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
  readonly comparisons: readonly Comparison[];
}

// ---- Candidates (§5.2) ----

/** "On conversion to candidate: increment currentTerm, vote for self, reset election timer, send RequestVote RPCs". */
export function startElection(turn: Turn): Turn {
  const { id, role, log } = turn.node;
  const term = turn.node.currentTerm + 1;
  const candidate = set(turn, { currentTerm: term, votedFor: id, votes: [id], leader: null });
  const told = say(candidate, {
    type: 'election-started',
    rule: 'candidate-start',
    term,
    again: role === 'candidate',
  });
  const request = {
    type: 'RequestVote',
    term,
    candidateId: id,
    lastLogIndex: lastIndex(log),
    lastLogTerm: lastTerm(log),
  } as const;
  return peers(turn).reduce((so, peer) => send(so, peer, request), startTimer(told, 'election'));
}

/** Whether a VoteResponse is a vote for this election. */
export function isVote({ node, environment: { decide } }: Turn, message: MessageOf<'VoteResponse'>): boolean {
  return decide.isOfThisElection(node, message) && decide.isVote(message);
}

/** "If votes received from majority of servers": each voter counts once. */
export function countVote(turn: Turn, message: MessageOf<'VoteResponse'>): Turn {
  const { decide, servers } = turn.environment;
  const { from } = message;
  const votes = decide.countVoter(turn.node.votes, from);
  const needed = decide.quorum(servers.length);
  return say(set(turn, { votes }), {
    type: 'vote-counted',
    rule: 'candidate-win',
    voter: from,
    votes: votes.length,
    needed,
    again: votes === turn.node.votes,
    comparisons: voteCounted(turn.node, message, votes, servers),
  });
}

/** A refusal, or a vote of an older election, counts for nothing. */
export function missVote(turn: Turn, message: MessageOf<'VoteResponse'>): Turn {
  const { node, environment } = turn;
  if (message.term < node.currentTerm) return ignore(turn, message, 'stale-term');
  const needed = environment.decide.quorum(environment.servers.length);
  const votes = node.votes.length;
  return say(turn, { type: 'vote-missed', rule: 'candidate-win', voter: message.from, votes, needed });
}

export function hasMajority({ node, environment: { decide, servers } }: Turn): boolean {
  return node.votes.length >= decide.quorum(servers.length);
}

/** "If votes received from majority of servers: become leader", and what leaders do upon election. */
export function becomeLeader(turn: Turn): Turn {
  const { node, environment } = turn;
  const { decide, options, servers } = environment;
  const others = peers(turn);
  const next = lastIndex(node.log) + 1;
  const won = say(turn, {
    type: 'election-won',
    rule: 'candidate-win',
    term: node.currentTerm,
    votes: node.votes.length,
    servers: servers.length,
    comparisons: ofAct([compareMajority('votes', new Set(node.votes).size, servers)]),
  });
  const leads = set(won, {
    leader: node.id,
    votes: [],
    nextIndex: Object.fromEntries(others.map((peer) => [peer, next])),
    matchIndex: Object.fromEntries(others.map((peer) => [peer, 0])),
    sessions: decide.sessionsOfNewLeader(node),
  });
  if (!options.leaderNoop) return sendAppendEntries(leads);
  return replicate(appendOwn(leads, { term: node.currentTerm, op: 'noop' }));
}

/** "If AppendEntries RPC received from new leader: convert to follower" (§5.2). */
export function yieldToLeader(turn: Turn, { term, from }: MessageOf<'AppendEntries'>): Turn {
  const told = say(turn, { type: 'stepped-down', rule: 'candidate-yield', was: 'candidate', term, by: from });
  return set(told, { votes: [] });
}

// ---- Leaders (§5.3, §5.4) ----

/** Appends one entry of the leader's own term. */
export function appendOwn(turn: Turn, entry: Turn['node']['log'][number]): Turn {
  const log = [...turn.node.log, entry];
  const event = {
    type: 'entry-appended',
    rule: 'leader-append',
    index: log.length,
    entry,
    leader: turn.node.id,
  } as const;
  return say(set(turn, { log }), event);
}

/** Sends what was appended to all followers; alone, the leader is its own majority. */
export function replicate(turn: Turn): Turn {
  return advanceCommit(sendAppendEntries(turn));
}

/** "Upon election: send initial empty AppendEntries RPCs (heartbeat) to each server; repeat during idle periods" (§5.2). */
export function sendAppendEntries(turn: Turn): Turn {
  return peers(turn).reduce(sendAppendEntriesTo, startTimer(turn, 'heartbeat'));
}

/** The heartbeat timer fires. A leader that is alone gets no answers: this is when it counts what it began with. */
export function heartbeat(turn: Turn): Turn {
  const followers = peers(turn).length;
  const sent = sendAppendEntries(say(turn, { type: 'heartbeat-sent', rule: 'leader-heartbeat', followers }));
  return followers === 0 ? advanceCommit(sent) : sent;
}

/** "If last log index ≥ nextIndex for a follower: send AppendEntries RPC with log entries starting at nextIndex" (§5.3). */
function sendAppendEntriesTo(turn: Turn, follower: ActorId): Turn {
  const { id, currentTerm, log, commitIndex } = turn.node;
  const nextIndex = turn.node.nextIndex[follower] ?? lastIndex(log) + 1;
  return send(turn, follower, {
    type: 'AppendEntries',
    term: currentTerm,
    leaderId: id,
    prevLogIndex: nextIndex - 1,
    prevLogTerm: termAt(log, nextIndex - 1),
    entries: entriesFrom(log, nextIndex),
    leaderCommit: commitIndex,
  });
}

/** "If successful: update nextIndex and matchIndex for follower" (§5.3). */
export function advanceMatch(turn: Turn, message: MessageOf<'AppendEntriesResponse'>): Turn {
  const { node, environment } = turn;
  const follower = message.from;
  const before = node.matchIndex[follower] ?? 0;
  const matchIndex = environment.decide.matchAfterSuccess(node, message);
  const nextIndex = matchIndex + 1;
  const next = set(turn, {
    matchIndex: { ...node.matchIndex, [follower]: matchIndex },
    nextIndex: { ...node.nextIndex, [follower]: nextIndex },
  });
  const moved = { nextIndex, nextBefore: node.nextIndex[follower] ?? nextIndex };
  const comparisons = matchComparisons(matchIndex, before, message);
  const told =
    matchIndex === before
      ? say(next, { type: 'match-unchanged', rule: 'leader-match', follower, matchIndex, ...moved })
      : say(next, {
          type: 'match-advanced',
          rule: 'leader-match',
          follower,
          matchIndex,
          before,
          ...moved,
          comparisons,
        });
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
  const needed = decide.quorum(servers.length);
  const copiesOf = (index: number) =>
    1 + peers(turn).filter((peer) => (node.matchIndex[peer] ?? 0) >= index).length;
  let majority = lastIndex(node.log);
  while (majority > node.commitIndex && copiesOf(majority) < needed) majority--;
  const onMajority = majority > node.commitIndex;
  const index = onMajority ? majority : Math.min(lastIndex(node.log), node.commitIndex + 1);
  const copies = copiesOf(index);
  const counted = compareMajority(`copies of index ${index}`, copies, servers);
  const waits = { type: 'commit-waits', index, copies, needed, servers: servers.length } as const;
  if (!onMajority) {
    if (index === node.commitIndex) return turn;
    return say(turn, { ...waits, rule: 'leader-commit', reason: 'too-few', comparisons: [counted] });
  }
  const term = termAt(node.log, index);
  const ofTerm = compare(`term of index ${index}`, term, '=', 'currentTerm', node.currentTerm);
  const comparisons = [counted, ofTerm];
  if (!decide.mayCommitByCounting(term, node.currentTerm)) {
    return say(turn, { ...waits, rule: 'leader-commit-term', reason: 'older-term', comparisons });
  }
  const committed = commitUpTo(turn, index, {
    rule: 'leader-commit',
    by: 'counting',
    copies,
    servers: servers.length,
    comparisons: ofAct(comparisons),
  });
  return applyCommitted(options.commitNotification ? notifyCommit(committed) : committed);
}

/** After a commit the leader tells at once, without waiting for the next AppendEntries. */
function notifyCommit(turn: Turn): Turn {
  const { currentTerm, commitIndex, log } = turn.node;
  const commitTerm = termAt(log, commitIndex);
  const notification = {
    type: 'CommitNotification',
    term: currentTerm,
    leaderCommit: commitIndex,
    commitTerm,
  } as const;
  return peers(turn).reduce((so, peer) => send(so, peer, notification), turn);
}
