import { BUG_TEXTS } from '../raft/bug-texts';
import { BUG_NAMES, type BugName } from '../raft/bugs';
import type { Example } from './examples';
import type { VIOLATIONS } from './violations';

/** A scenario that shows a deliberate bug go wrong, step by step. */
export interface BugExample extends Example {
  readonly bug: BugName;
  /** The promise that it breaks first. */
  readonly violates: (typeof VIOLATIONS)[number];
}

const TITLES: Readonly<Record<BugName, string>> = {
  'vote-ignores-log': 'Bug: a voter does not compare logs',
  'vote-longest-log': 'Bug: a voter compares lengths only',
  'vote-twice': 'Bug: a voter forgets whom it voted for',
  'vote-not-persisted': 'Bug: a vote is lost at a crash',
  'term-not-persisted': 'Bug: the term is lost at a crash',
  'log-not-persisted': 'Bug: the log is lost at a crash',
  'quorum-of-half': 'Bug: half of the servers count as a majority',
  'count-same-voter-twice': 'Bug: a repeated vote counts again',
  'count-old-votes': 'Bug: a vote of an earlier term counts',
  'count-denials': 'Bug: a refusal counts as a vote',
  'no-step-down': 'Bug: a newer term does not end a leadership',
  'commit-any-term': 'Bug: an older entry is committed by counting',
  'commit-beyond-match': 'Bug: a follower commits what was never matched',
  'commit-unbounded': 'Bug: a follower commits what it does not hold',
  'no-prev-check': 'Bug: a follower does not look for the entry before',
  'prev-index-only': 'Bug: only the index of the entry before is looked at',
  'truncate-always': 'Bug: a follower cuts its log at every message',
  'never-truncate': 'Bug: a conflicting entry is kept',
  'ack-own-length': 'Bug: a follower acknowledges more than it was sent',
  'match-assumed': 'Bug: any success is taken for the whole log',
  'match-goes-back': 'Bug: an old answer sets matchIndex back',
  'accept-old-term': 'Bug: entries of an old leader are accepted',
  'notification-unchecked': 'Bug: a commit notification is believed unseen',
  'reply-before-commit': 'Bug: the leader answers before the entry is committed',
  'local-reads': 'Bug: a leader answers reads from its own store',
  'apply-twice': 'Bug: a restarted node applies entries again',
  'retry-runs-twice': 'Bug: a new leader does not know what was done',
};

/** One for every bug, in the order of the catalogue. */
export const BUG_EXAMPLES: readonly BugExample[] = BUG_NAMES.map((bug) => ({
  file: `bugs/${bug}.toml`,
  title: TITLES[bug],
  bug,
  violates: BUG_TEXTS[bug].violates,
}));
