import type { ActorId } from '../../protocol/message';
import { holds, isUpToDate, merge, type Log } from './log';
import type { MessageOf } from './message';
import type { RaftState } from './state';

type RequestVote = MessageOf<'RequestVote'>;
type VoteResponse = MessageOf<'VoteResponse'>;
type AppendEntries = MessageOf<'AppendEntries'>;
type AppendEntriesResponse = MessageOf<'AppendEntriesResponse'>;
type CommitNotification = MessageOf<'CommitNotification'>;

/** Every judgement that the rules make, one function each, as the paper has it. `bugs.ts` departs from these one at a time. */
export interface Decisions {
  /** How many servers of `n` are a majority (§5.1). */
  quorum(n: number): number;
  /** All servers: a newer term makes a candidate or leader a follower (§5.1). */
  stepsDown(node: RaftState): boolean;
  /** Whether a message of an older term is to be refused (§5.1). */
  isStale(node: RaftState, message: { readonly type: string; readonly term: number }): boolean;
  /** RequestVote receiver 2: the vote of this term is still free, or already this candidate's. */
  mayVoteFor(node: RaftState, candidate: ActorId): boolean;
  /** RequestVote receiver 2: the candidate's log is at least as up-to-date (§5.4.1). */
  candidateIsUpToDate(log: Log, message: RequestVote): boolean;
  /** Candidates: whether the response is of this election. */
  isOfThisElection(node: RaftState, message: VoteResponse): boolean;
  /** Candidates: whether the response gives a vote. */
  isVote(message: VoteResponse): boolean;
  /** Candidates: the voters so far, with one more; each counts once. */
  countVoter(votes: readonly ActorId[], voter: ActorId): readonly ActorId[];
  /** AppendEntries receiver 2: the log holds the entry before the new ones (§5.3). */
  prevMatches(log: Log, message: AppendEntries): boolean;
  /** AppendEntries receiver 3 and 4. */
  mergeEntries(log: Log, message: AppendEntries): Log;
  /** The index up to which this message proved that the log agrees with the leader's. */
  matchedIndex(log: Log, message: AppendEntries): number;
  /** AppendEntries receiver 5; `log` is the merged one. */
  commitFromAppend(log: Log, message: AppendEntries): number;
  /** CommitNotification: believed only where the log holds that entry of that term. */
  believesNotification(log: Log, message: CommitNotification): boolean;
  commitFromNotification(log: Log, message: CommitNotification): number;
  /** Leaders: the follower's matchIndex after a success; it never goes back within a term. */
  matchAfterSuccess(node: RaftState, message: AppendEntriesResponse): number;
  /** Leaders: only entries of the current term are committed by counting (§5.4.2). */
  mayCommitByCounting(entryTerm: number, currentTerm: number): boolean;
  /** Whether the leader applies and answers as it appends, before the entry commits. */
  answersBeforeCommit: boolean;
  /** Whether the leader answers a get from its own store, without the log. */
  readsLocally: boolean;
  /** What survives a crash (Figure 2, persistent state). */
  survivesCrash(node: RaftState): Pick<RaftState, 'currentTerm' | 'votedFor' | 'log'> & Partial<RaftState>;
  /** The client sessions that a new leader knows: those it applied. */
  sessionsOfNewLeader(node: RaftState): RaftState['sessions'];
}

export const PAPER: Decisions = {
  quorum: (n) => Math.floor(n / 2) + 1,
  stepsDown: () => true,
  isStale: (node, { term }) => term < node.currentTerm,
  mayVoteFor: (node, candidate) => node.votedFor === null || node.votedFor === candidate,
  candidateIsUpToDate: (log, message) => isUpToDate(log, message.lastLogIndex, message.lastLogTerm),
  isOfThisElection: (node, message) => message.term === node.currentTerm,
  isVote: (message) => message.voteGranted,
  countVoter: (votes, voter) => (votes.includes(voter) ? votes : [...votes, voter]),
  prevMatches: (log, message) => holds(log, message.prevLogIndex, message.prevLogTerm),
  mergeEntries: (log, message) => merge(log, message.prevLogIndex, message.entries),
  matchedIndex: (_log, message) => message.prevLogIndex + message.entries.length,
  commitFromAppend: (_log, message) =>
    Math.min(message.leaderCommit, message.prevLogIndex + message.entries.length),
  believesNotification: (log, message) => holds(log, message.leaderCommit, message.commitTerm),
  commitFromNotification: (_log, message) => message.leaderCommit,
  matchAfterSuccess: (node, message) => Math.max(node.matchIndex[message.from] ?? 0, message.matchIndex),
  mayCommitByCounting: (entryTerm, currentTerm) => entryTerm === currentTerm,
  answersBeforeCommit: false,
  readsLocally: false,
  survivesCrash: ({ currentTerm, votedFor, log }) => ({ currentTerm, votedFor, log }),
  sessionsOfNewLeader: (node) => node.sessions,
};
