import { keysOf, isKeyOf } from '../../protocol/known';
import { overrule } from '../../protocol/verdict';
import { holdsPrevIndex, isAsLong, PAPER, type Decisions } from './decisions';
import { append, entriesFrom, entriesUpTo, lastIndex } from './log';
import type { RaftState } from './state';

/** The deliberate bugs that `raft.bugs` can switch on. Each replaces one decision of the paper. */
const DEPARTURES = {
  'vote-ignores-log': {
    isUpToDate: (node, message) => overrule(PAPER.isUpToDate(node, message), true),
  },
  'vote-longest-log': {
    isUpToDate: (node, message) => {
      const length = isAsLong(node, message);
      return overrule(PAPER.isUpToDate(node, message), length.holds, length);
    },
  },
  'vote-twice': { mayVoteFor: (node, message) => overrule(PAPER.mayVoteFor(node, message), true) },
  'vote-not-persisted': { survivesCrash: (node) => ({ ...PAPER.survivesCrash(node), votedFor: null }) },
  'term-not-persisted': { survivesCrash: (node) => ({ ...PAPER.survivesCrash(node), currentTerm: 0 }) },
  'log-not-persisted': { survivesCrash: (node) => ({ ...PAPER.survivesCrash(node), log: [] }) },
  'quorum-of-half': { majority: (n) => Math.floor(n / 2) },
  'count-same-voter-twice': { countVoter: (votes, voter) => [...votes, voter] },
  'count-old-votes': {
    isOfThisElection: (node, message) =>
      overrule(PAPER.isOfThisElection(node, message), message.term <= node.currentTerm),
  },
  'count-denials': { isVote: (message) => overrule(PAPER.isVote(message), true) },
  'no-step-down': { stepsDown: (node, message) => overrule(PAPER.stepsDown(node, message), false) },
  'commit-any-term': {
    mayCommitByCounting: (node, index) => overrule(PAPER.mayCommitByCounting(node, index), true),
  },
  'commit-beyond-match': {
    commitFromAppend: (log, message) => Math.min(message.leaderCommit, lastIndex(log)),
  },
  'commit-unbounded': { commitFromAppend: (_log, message) => message.leaderCommit },
  'no-prev-check': { prevMatches: (node, message) => overrule(PAPER.prevMatches(node, message), true) },
  'prev-index-only': {
    prevMatches: (node, message) =>
      overrule(PAPER.prevMatches(node, message), holdsPrevIndex(node, message).holds),
  },
  'truncate-always': {
    mergeEntries: (log, message) =>
      message.entries.length === 0 && message.prevLogIndex === lastIndex(log)
        ? log
        : append(entriesUpTo(log, message.prevLogIndex), ...message.entries),
  },
  'never-truncate': {
    mergeEntries: (log, message) => {
      const beyond = entriesFrom(message.entries, Math.max(0, lastIndex(log) - message.prevLogIndex) + 1);
      return beyond.length === 0 ? log : append(log, ...beyond);
    },
  },
  'ack-own-length': { matchedIndex: (log) => lastIndex(log) },
  'match-assumed': { matchAfterSuccess: (node) => lastIndex(node.log) },
  'match-goes-back': { matchAfterSuccess: (_node, message) => message.matchIndex },
  'accept-old-term': {
    isCurrent: (node, message) => {
      const paper = PAPER.isCurrent(node, message);
      return message.type === 'AppendEntries' ? overrule(paper, true) : paper;
    },
  },
  'notification-unchecked': {
    believesNotification: (node, message) => overrule(PAPER.believesNotification(node, message), true),
    commitFromNotification: (log, message) => Math.min(message.leaderCommit, lastIndex(log)),
  },
  'reply-before-commit': { answersBeforeCommit: true },
  'local-reads': { readsLocally: true },
  'apply-twice': { survivesCrash: (node) => ({ ...PAPER.survivesCrash(node), store: node.store }) },
  'retry-runs-twice': { sessionsOfNewLeader: () => ({}) },
} as const satisfies Record<string, Partial<Decisions>>;

export type BugName = keyof typeof DEPARTURES;

export const BUG_NAMES = keysOf(DEPARTURES);
/**
 * The paper's decisions with those of the named bugs in their place. Several bugs that change what survives a crash
 * combine.
 */
export function decisionsWith(bugs: readonly string[]): Decisions {
  const departures = bugs.map((name): Partial<Decisions> =>
    isKeyOf(DEPARTURES, name) ? DEPARTURES[name] : {},
  );
  const decisions: Decisions = Object.assign({}, PAPER, ...departures);
  const losses = departures.flatMap((departure) => departure.survivesCrash ?? []);
  if (losses.length < 2) return decisions;
  const survivesCrash = (node: RaftState) =>
    losses.reduce((kept, loss) => ({ ...kept, ...difference(loss(node), node) }), PAPER.survivesCrash(node));
  return { ...decisions, survivesCrash };
}

/** The fields that a bug keeps through a crash with another value than the node had, or beside the persistent state. */
function difference(kept: Partial<RaftState>, node: RaftState): Partial<RaftState> {
  const paper = PAPER.survivesCrash(node);
  return Object.fromEntries(
    Object.entries(kept).filter(([field, value]) => Reflect.get(paper, field) !== value),
  );
}
