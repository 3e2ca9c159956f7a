import type { Bug } from '../../protocol/bug';
import { BUG_NAMES, type BugName } from './bugs';

/** The texts of the bugs, one for each name in `DEPARTURES`, in the same order. */
const TEXTS = {
  'vote-ignores-log': {
    title: 'Bug: a voter does not compare logs',
    departs: 'A voter gives its vote without comparing the candidate’s log with its own.',
    breaks: 'A voter refuses a candidate whose log is less up-to-date than its own (§5.4.1).',
    violates: 'leader-completeness',
  },
  'vote-longest-log': {
    title: 'Bug: a voter compares lengths only',
    departs: 'A voter compares the lengths of the logs, and not the terms of their last entries.',
    breaks:
      'Of two logs the one whose last term is later is the more up-to-date; length decides only between equal last terms (§5.4.1).',
    violates: 'leader-completeness',
  },
  'vote-twice': {
    title: 'Bug: a voter forgets whom it voted for',
    departs: 'A voter does not look whether it has voted in this term already.',
    breaks: 'A server votes for at most one candidate in a term, whoever asks first (§5.2).',
    violates: 'vote-once',
  },
  'vote-not-persisted': {
    title: 'Bug: a vote is lost at a crash',
    departs: 'A crashed node forgets whom it voted for in its term.',
    breaks:
      'The vote of the current term is on stable storage before the server answers, and outlives a crash (Figure 2).',
    violates: 'persistence',
  },
  'term-not-persisted': {
    title: 'Bug: the term is lost at a crash',
    departs: 'A crashed node begins again in term 0.',
    breaks: 'The latest term that a server has seen is on stable storage, and never falls (Figure 2, §5.1).',
    violates: 'term-monotonic',
  },
  'log-not-persisted': {
    title: 'Bug: the log is lost at a crash',
    departs: 'A crashed node begins again with an empty log.',
    breaks: 'The log is on stable storage before the server answers, and outlives a crash (Figure 2).',
    violates: 'persistence',
  },
  'quorum-of-half': {
    title: 'Bug: half of the servers count as a majority',
    departs: 'Half of the servers, rounded down, count as a majority, for votes and for commits.',
    breaks:
      'A candidate wins with the votes of a majority of all servers, so that two winners would need the same voter twice (§5.2).',
    violates: 'election-safety',
  },
  'count-same-voter-twice': {
    title: 'Bug: a repeated vote counts again',
    departs: 'A candidate counts a voter again when its answer arrives again.',
    breaks:
      'What counts is from how many servers of the cluster a candidate has votes in its term, not how many messages (§5.2).',
    violates: 'election-safety',
  },
  'count-old-votes': {
    title: 'Bug: a vote of an earlier term counts',
    departs: 'A candidate counts votes that were given to it in an earlier term.',
    breaks: 'A candidate needs the votes of a majority in the very term that it stands for (§5.2).',
    violates: 'election-safety',
  },
  'count-denials': {
    title: 'Bug: a refusal counts as a vote',
    departs: 'A candidate counts a refusal as a vote.',
    breaks: 'A candidate has the votes of those that granted them: voteGranted says which (§5.2, Figure 2).',
    violates: 'election-safety',
  },
  'no-step-down': {
    title: 'Bug: a newer term does not end a leadership',
    departs: 'A candidate or leader that hears of a newer term takes over the term and keeps its role.',
    breaks: 'A candidate or leader that finds its term out of date becomes a follower at once (§5.1).',
    violates: 'election-safety',
  },
  'commit-any-term': {
    title: 'Bug: an older entry is committed by counting',
    departs: 'A leader commits an entry of an older term as soon as a majority holds it.',
    breaks:
      'Only entries of the leader’s own term are committed by counting copies; older ones are committed along with them (§5.4.2, Figure 8).',
    violates: 'leader-completeness',
  },
  'commit-beyond-match': {
    title: 'Bug: a follower commits what was never matched',
    departs:
      'A follower moves its commit index up to its own last entry, whether or not that entry was proved to match.',
    breaks:
      'A follower’s commit index goes up to leaderCommit, but not beyond the last new entry of the message (Figure 2, AppendEntries 5).',
    violates: 'state-machine-safety',
  },
  'commit-unbounded': {
    title: 'Bug: a follower commits what it does not hold',
    departs: 'A follower takes leaderCommit as its commit index, whatever it holds.',
    breaks:
      'A follower’s commit index is the smaller one of leaderCommit and the index of the last new entry (Figure 2, AppendEntries 5).',
    violates: 'applied-commit-last',
  },
  'no-prev-check': {
    title: 'Bug: a follower does not look for the entry before',
    departs: 'A follower appends entries without looking for the one before them.',
    breaks:
      'A follower refuses new entries if its log has no entry with the index and term of the one before them (§5.3).',
    violates: 'log-matching',
  },
  'prev-index-only': {
    title: 'Bug: only the index of the entry before is looked at',
    departs: 'A follower looks whether there is an entry before the new ones, and not of which term it is.',
    breaks:
      'The entry before the new ones must have the same index and the same term as in the leader’s log (§5.3).',
    violates: 'log-matching',
  },
  'truncate-always': {
    title: 'Bug: a follower cuts its log at every message',
    departs: 'A follower deletes everything behind prevLogIndex before it appends.',
    breaks:
      'A follower deletes entries only from the first one on that conflicts with a new one (Figure 2, AppendEntries 3).',
    violates: 'commit-durable',
  },
  'never-truncate': {
    title: 'Bug: a conflicting entry is kept',
    departs: 'A follower keeps entries that conflict, and appends only what lies beyond the end of its log.',
    breaks:
      'An entry that conflicts with a new one is deleted, and all that follow it: the leader’s entries take their place (§5.3).',
    violates: 'log-matching',
  },
  'ack-own-length': {
    title: 'Bug: a follower acknowledges more than it was sent',
    departs:
      'A follower acknowledges its own last index, and not the last one that the message proved to match.',
    breaks:
      'matchIndex is the highest entry known to be replicated on the follower, and what a message does not cover is not known (Figure 2, §5.3).',
    violates: 'commit-majority',
  },
  'match-assumed': {
    title: 'Bug: any success is taken for the whole log',
    departs: 'A leader takes any success to mean that the follower has its whole log.',
    breaks:
      'An entry is committed once it is replicated on a majority of the servers, and a success tells only of the entries that were sent (§5.3).',
    violates: 'commit-majority',
  },
  'match-goes-back': {
    title: 'Bug: an old answer sets matchIndex back',
    departs: 'A leader sets matchIndex to whatever the last answer says, even if it is less than it knew.',
    breaks:
      'matchIndex increases monotonically while a leader leads (Figure 2). Nothing else shows it: the leader only sends and waits again.',
    violates: 'match-monotonic',
  },
  'accept-old-term': {
    title: 'Bug: entries of an old leader are accepted',
    departs:
      'A node does not refuse AppendEntries of an older term: it obeys a leader that has been replaced.',
    breaks: 'A server refuses a request whose term is older than its own (§5.1).',
    violates: 'commit-durable',
  },
  'notification-unchecked': {
    title: 'Bug: a commit notification is believed unseen',
    departs:
      'A follower told of a commit moves its commit index as far as its log goes, without comparing the entry’s term.',
    breaks:
      'A follower commits only entries on which its log is known to agree with the leader’s (§5.3). The notification itself is not in the paper.',
    violates: 'state-machine-safety',
  },
  'reply-before-commit': {
    title: 'Bug: the leader answers before the entry is committed',
    departs: 'A leader applies a request and answers it as it appends the entry.',
    breaks: 'The leader applies an entry and answers its client once the entry is safely replicated (§5.3).',
    violates: 'applied-commit-last',
  },
  'local-reads': {
    title: 'Bug: a leader answers reads from its own store',
    departs: 'A node that believes itself leader answers gets from its own store at once.',
    breaks:
      'Before it answers a read, a leader makes sure that it has not been replaced (§8). Only the clients can tell: logs and stores are right.',
    violates: 'linearizability',
  },
  'apply-twice': {
    title: 'Bug: a restarted node applies entries again',
    departs: 'A restarted node applies its log again, to a store that it kept through the crash.',
    breaks:
      'Each server applies the entries of its log in order, each once, so that its state is the one they lead to (§5.3, Figure 2). It shows in results, and in the store until the log is through.',
    violates: 'state-machine-safety',
  },
  'retry-runs-twice': {
    title: 'Bug: a new leader does not know what was done',
    departs: 'With client sessions on, a new leader does not know which requests were done already.',
    breaks:
      'A request whose number was executed already is answered without executing it again (§8). It shows in the client’s answer.',
    violates: 'linearizability',
  },
} as const satisfies Record<BugName, Omit<Bug, 'name'>>;

export const BUGS: readonly Bug[] = BUG_NAMES.map((name) => ({ name, ...TEXTS[name] }));
