/**
 * All decisions of the rules, one function each, as in the paper. A bug in `bugs.ts` replaces one of them. A decision's
 * verdict holds everything that it compared; words about a decision come only from its verdict.
 */
import type { ActorId, Envelope } from '../../protocol/message';
import { all, compareNumbers, compared, compareIs, type Operand, type Verdict } from '../../protocol/verdict';
import { lastIndex, lastTerm, merge, termAt, type Log } from './log';
import type { MessageOf } from './message';
import type { RaftState } from './state';

/** The comparisons of Raft's rules. `clauses.ts` has a clause for each. */
export type RaftComparison =
  | 'newer-term'
  | 'current-term'
  | 'free-vote'
  | 'last-term'
  | 'last-index'
  | 'this-election'
  | 'granted'
  | 'counted-once'
  | 'votes'
  | 'copies'
  | 'prev-index'
  | 'prev-term'
  | 'same-term'
  | 'conflict'
  | 'covered'
  | 'acknowledged'
  | 'succeeded'
  | 'match-told'
  | 'match-newer'
  | 'commit-newer'
  | 'commit-index'
  | 'commit-term'
  | 'commit-proved'
  | 'commit-bound'
  | 'own-term'
  | 'committed'
  | 'synchronous'
  | 'unanswered';

export type RaftVerdict = Verdict<RaftComparison>;

type RequestVote = MessageOf<'RequestVote'>;
type VoteResponse = MessageOf<'VoteResponse'>;
type AppendEntries = MessageOf<'AppendEntries'>;
type AppendEntriesResponse = MessageOf<'AppendEntriesResponse'>;
type CommitNotification = MessageOf<'CommitNotification'>;

/** The fields of a message that tell its term. */
interface OfTerm {
  readonly type: string;
  readonly from: ActorId;
  readonly term: number;
}

export interface Decisions {
  /** How many of `n` servers are a majority (§5.1). Only `isMajority` calls this. */
  majority(n: number): number;
  /** All servers: a newer term makes a candidate or leader a follower (§5.1). */
  stepsDown(node: RaftState, message: Omit<OfTerm, 'type'>): RaftVerdict;
  /** Receiver 1 of every RPC: a message of an older term is refused (§5.1). */
  isCurrent(node: RaftState, message: OfTerm): RaftVerdict;
  /** RequestVote receiver 2: the node has not voted in this term, or has voted for this candidate. */
  mayVoteFor(node: RaftState, message: RequestVote): RaftVerdict;
  /** RequestVote receiver 2: the candidate's log is at least as up-to-date (§5.4.1). */
  isUpToDate(node: RaftState, message: RequestVote): RaftVerdict;
  /** Candidates: whether the response belongs to this election. */
  isOfThisElection(node: RaftState, message: VoteResponse): RaftVerdict;
  /** Candidates: whether the response grants the vote. */
  isVote(message: VoteResponse): RaftVerdict;
  /** Candidates: the voters so far and one more. Each counts once. */
  countVoter(votes: readonly ActorId[], voter: ActorId): readonly ActorId[];
  /** AppendEntries receiver 2: the log holds the entry before the new ones (§5.3). */
  prevMatches(node: RaftState, message: AppendEntries): RaftVerdict;
  /** AppendEntries receiver 3 and 4. */
  mergeEntries(log: Log, message: AppendEntries): Log;
  /** The index up to which this message proved that the log agrees with the leader's. */
  matchedIndex(log: Log, message: AppendEntries): number;
  /** AppendEntries receiver 5; `log` is the merged one. */
  commitFromAppend(log: Log, message: AppendEntries): number;
  /** CommitNotification: believed only if the log holds that entry with that term. */
  believesNotification(node: RaftState, message: CommitNotification): RaftVerdict;
  commitFromNotification(log: Log, message: CommitNotification): number;
  /** Leaders: the follower's matchIndex after a success; it never goes back within a term. */
  matchAfterSuccess(node: RaftState, message: AppendEntriesResponse): number;
  /** Leaders: only entries of the current term are committed by counting (§5.4.2). */
  mayCommitByCounting(node: RaftState, index: number): RaftVerdict;
  /** Whether the leader applies an entry and answers as soon as it is appended, before it commits. */
  answersBeforeCommit: boolean;
  /** Whether the leader answers a get from its own store, without the log. */
  readsLocally: boolean;
  /** What survives a crash (Figure 2, persistent state). */
  survivesCrash(node: RaftState): Pick<RaftState, 'currentTerm' | 'votedFor' | 'log'> & Partial<RaftState>;
  /** The client sessions of a new leader: those that it applied. */
  sessionsOfNewLeader(node: RaftState): RaftState['sessions'];
}

export const PAPER: Decisions = {
  majority: (n) => Math.floor(n / 2) + 1,
  stepsDown: (node, message) => isNewer(node, message),
  isCurrent: (node, message) => compareNumbers('current-term', termOf(message), '≥', currentTerm(node)),
  mayVoteFor: ({ id, votedFor }, { candidateId }) =>
    compared({
      what: 'free-vote',
      left: { name: 'votedFor', value: votedFor, of: id, ...(votedFor === null && { text: 'nobody' }) },
      relation: 'in',
      right: { name: 'nobody or', value: candidateId },
      holds: votedFor === null || votedFor === candidateId,
    }),
  isUpToDate: (node, message) => {
    const own = lastTerm(node.log);
    if (message.lastLogTerm === own) return isAsLong(node, message);
    const theirs = sent(message, 'lastLogTerm', message.lastLogTerm);
    return compareNumbers('last-term', theirs, '>', { name: 'own last term', value: own, of: node.id });
  },
  isOfThisElection: (node, message) =>
    compareNumbers('this-election', termOf(message), '=', currentTerm(node)),
  isVote: ({ from, voteGranted }) =>
    compareIs('granted', { name: 'voteGranted', value: voteGranted, of: from }),
  countVoter: (votes, voter) => (votes.includes(voter) ? votes : [...votes, voter]),
  prevMatches: (node, message) => {
    const { prevLogIndex, prevLogTerm } = message;
    const inLog = holdsPrevIndex(node, message);
    if (prevLogIndex === 0) return inLog;
    const theirs = sent(message, 'prevLogTerm', prevLogTerm);
    return all(inLog, compareNumbers('prev-term', theirs, '=', ownTermAt(node, prevLogIndex)));
  },
  mergeEntries: (log, message) => merge(log, message.prevLogIndex, message.entries),
  matchedIndex: (_log, message) => lastIndexIn(message),
  commitFromAppend: (_log, message) => Math.min(message.leaderCommit, lastIndexIn(message)),
  believesNotification: (node, message) => {
    const { leaderCommit, commitTerm } = message;
    return all(
      compareNumbers('commit-index', sent(message, 'leaderCommit', leaderCommit), '≤', ownLastIndex(node)),
      compareNumbers(
        'commit-term',
        sent(message, 'commitTerm', commitTerm),
        '=',
        ownTermAt(node, leaderCommit),
      ),
    );
  },
  commitFromNotification: (_log, message) => message.leaderCommit,
  matchAfterSuccess: (node, message) => Math.max(node.matchIndex[message.from] ?? 0, message.matchIndex),
  mayCommitByCounting: (node, index) => {
    const term = { name: `term of index ${index}`, value: termAt(node.log, index), of: node.id, at: index };
    return compareNumbers('own-term', term, '=', currentTerm(node));
  },
  answersBeforeCommit: false,
  readsLocally: false,
  survivesCrash: ({ currentTerm, votedFor, log }) => ({ currentTerm, votedFor, log }),
  sessionsOfNewLeader: (node) => node.sessions,
};

/** Whether a message has a term that the node has not seen yet. */
export const isNewer = (node: RaftState, message: Omit<OfTerm, 'type'>): RaftVerdict =>
  compareNumbers('newer-term', termOf(message), '>', currentTerm(node));

/** The index of the last entry that a message covers. */
export const lastIndexIn = ({ prevLogIndex, entries }: AppendEntries): number =>
  prevLogIndex + lastIndex(entries);

/** For logs that end in the same term: the candidate's is as up-to-date as the voter's if it is as long (§5.4.1). */
export const isAsLong = (node: RaftState, message: RequestVote): RaftVerdict =>
  compareNumbers('last-index', sent(message, 'lastLogIndex', message.lastLogIndex), '≥', ownLastIndex(node));

/** AppendEntries receiver 2, without the term: the log reaches prevLogIndex. */
export const holdsPrevIndex = (node: RaftState, message: AppendEntries): RaftVerdict =>
  compareNumbers('prev-index', sent(message, 'prevLogIndex', message.prevLogIndex), '≤', ownLastIndex(node));

// Operands that several comparisons share.

type NumberOperand = Operand & { readonly value: number };

const sent = ({ from }: Pick<Envelope, 'from'>, name: string, value: number): NumberOperand => ({
  name,
  value,
  of: from,
});

const termOf = ({ from, term }: Omit<OfTerm, 'type'>): NumberOperand => ({
  name: 'term',
  value: term,
  of: from,
});

const currentTerm = ({ id, currentTerm: value }: RaftState): NumberOperand => ({
  name: 'currentTerm',
  value,
  of: id,
});

const ownLastIndex = ({ id, log }: RaftState): NumberOperand => ({
  name: 'own last index',
  value: lastIndex(log),
  of: id,
});

export const ownTermAt = ({ id, log }: Pick<RaftState, 'id' | 'log'>, index: number): NumberOperand => ({
  name: `own term at ${index}`,
  value: termAt(log, index),
  of: id,
  at: index,
});
