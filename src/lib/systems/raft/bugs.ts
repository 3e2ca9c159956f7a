import { PAPER, type Decisions } from './decisions';
import { lastIndex } from './log';
import type { RaftState } from './state';

/** Every deliberate bug that `raft.bugs` can switch on: one departure from the paper each. */
export const DEPARTURES = {
  'vote-ignores-log': { candidateIsUpToDate: () => true },
  'vote-longest-log': { candidateIsUpToDate: (log, message) => message.lastLogIndex >= lastIndex(log) },
  'vote-twice': { mayVoteFor: () => true },
  'vote-not-persisted': { survivesCrash: (node) => ({ ...PAPER.survivesCrash(node), votedFor: null }) },
  'term-not-persisted': { survivesCrash: (node) => ({ ...PAPER.survivesCrash(node), currentTerm: 0 }) },
  'log-not-persisted': { survivesCrash: (node) => ({ ...PAPER.survivesCrash(node), log: [] }) },
  'quorum-of-half': { quorum: (n) => Math.floor(n / 2) },
  'count-same-voter-twice': { countVoter: (votes, voter) => [...votes, voter] },
  'count-old-votes': { isOfThisElection: (node, message) => message.term <= node.currentTerm },
  'count-denials': { isVote: () => true },
  'no-step-down': { stepsDown: () => false },
  'commit-any-term': { mayCommitByCounting: () => true },
  'commit-beyond-match': {
    commitFromAppend: (log, message) => Math.min(message.leaderCommit, lastIndex(log)),
  },
  'commit-unbounded': { commitFromAppend: (_log, message) => message.leaderCommit },
  'no-prev-check': { prevMatches: () => true },
  'prev-index-only': { prevMatches: (log, message) => message.prevLogIndex <= lastIndex(log) },
  'truncate-always': {
    mergeEntries: (log, message) =>
      message.entries.length === 0 && message.prevLogIndex === lastIndex(log)
        ? log
        : [...log.slice(0, message.prevLogIndex), ...message.entries],
  },
  'never-truncate': {
    mergeEntries: (log, message) => {
      const beyond = message.entries.slice(Math.max(0, lastIndex(log) - message.prevLogIndex));
      return beyond.length === 0 ? log : [...log, ...beyond];
    },
  },
  'ack-own-length': { matchedIndex: (log) => lastIndex(log) },
  'match-assumed': { matchAfterSuccess: (node) => lastIndex(node.log) },
  'match-goes-back': { matchAfterSuccess: (_node, message) => message.matchIndex },
  'accept-old-term': {
    isStale: (node, message) => message.type !== 'AppendEntries' && PAPER.isStale(node, message),
  },
  'notification-unchecked': {
    believesNotification: () => true,
    commitFromNotification: (log, message) => Math.min(message.leaderCommit, lastIndex(log)),
  },
  'reply-before-commit': { answersBeforeCommit: true },
  'local-reads': { readsLocally: true },
  'apply-twice': { survivesCrash: (node) => ({ ...PAPER.survivesCrash(node), store: node.store }) },
  'retry-runs-twice': { sessionsOfNewLeader: () => ({}) },
} as const satisfies Record<string, Partial<Decisions>>;

export type BugName = keyof typeof DEPARTURES;

export const BUG_NAMES = Object.keys(DEPARTURES) as readonly BugName[];

/** The paper's decisions with the named departures in place of its own; the survivals of several bugs combine. */
export function decisionsWith(bugs: readonly string[]): Decisions {
  const departures = bugs.map((name) => DEPARTURES[name as BugName] as Partial<Decisions>);
  const decisions: Decisions = Object.assign({}, PAPER, ...departures);
  const losses = departures.flatMap((departure) => departure.survivesCrash ?? []);
  if (losses.length < 2) return decisions;
  const survivesCrash = (node: RaftState) =>
    losses.reduce((kept, loss) => ({ ...kept, ...difference(loss(node), node) }), PAPER.survivesCrash(node));
  return { ...decisions, survivesCrash };
}

/** What a departure keeps otherwise than the node had it, or keeps beside the persistent state. */
function difference(kept: Partial<RaftState>, node: RaftState): Partial<RaftState> {
  const paper = PAPER.survivesCrash(node);
  return Object.fromEntries(
    Object.entries(kept).filter(([field, value]) => paper[field as 'log'] !== value),
  ) as Partial<RaftState>;
}
