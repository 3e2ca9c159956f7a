import type { RuleCard } from '../../protocol/rule';

const PAPER = 'Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm (extended version)';

const card = (id: string, title: string, section: string, text: string, source = PAPER): RuleCard => ({
  id,
  title,
  text,
  source,
  section,
});

/** Raft's rules in the order of Figure 2, told in our own words. The ids are those that events carry in `rule`. */
export const RULES: readonly RuleCard[] = [
  card(
    'term-newer',
    'A newer term wins',
    'Figure 2, all servers; §5.1',
    'A server that sees a term newer than its own takes it over, forgets its vote, and becomes a follower.',
  ),
  card(
    'term-stale',
    'Ignore answers from an older term',
    '§5.1',
    'A response from an older term says nothing about the current one and is ignored.',
  ),
  card(
    'apply',
    'Apply committed entries',
    'Figure 2, all servers; §5.3',
    'A server applies committed entries to its store one by one, in the order of the log.',
  ),
  card(
    'candidate-start',
    'Start an election',
    'Figure 2, candidates; §5.2',
    'When its election timeout fires, a server moves to the next term, votes for itself, and asks all others for their votes.',
  ),
  card(
    'candidate-win',
    'A majority of votes elects',
    'Figure 2, candidates; §5.2',
    'A candidate with the votes of more than half of all servers leads its term. Each voter counts once; a refusal counts for nothing.',
  ),
  card(
    'candidate-yield',
    'A candidate yields to a leader',
    'Figure 2, candidates; §5.2',
    'A candidate that hears AppendEntries from the leader of its own term becomes a follower.',
  ),
  card(
    'vote-stale',
    'No vote in an older term',
    'Figure 2, RequestVote receiver 1; §5.1',
    'A server refuses to vote in a term older than its own.',
  ),
  card(
    'vote-once',
    'One vote per term',
    'Figure 2, RequestVote receiver 2; §5.2',
    'A server votes for at most one candidate per term: the first that asks.',
  ),
  card(
    'vote-up-to-date',
    'No vote for an older log',
    'Figure 2, RequestVote receiver 2; §5.4.1',
    'A voter refuses a candidate whose log is less up to date than its own. The log with the later last term is more up to date; if the last terms are equal, the longer log is.',
  ),
  card(
    'vote-grant',
    'Grant the vote',
    'Figure 2, RequestVote receiver 2; §5.2, §5.4.1',
    'A server that has not voted in this term votes for a candidate whose log is at least as up to date as its own.',
  ),
  card(
    'leader-heartbeat',
    'Heartbeats keep the leader in place',
    'Figure 2, leaders; §5.2',
    'A leader sends AppendEntries to all, empty if nothing is missing, on election and again whenever its heartbeat timer fires.',
  ),
  card(
    'leader-append',
    'The leader appends',
    'Figure 2, leaders; §5.3',
    'A leader first appends a client’s command to its own log, in its own term, and then sends it to all.',
  ),
  card(
    'append-stale',
    'No entries from an old leader',
    'Figure 2, AppendEntries receiver 1; §5.1',
    'A server refuses AppendEntries from a term older than its own.',
  ),
  card(
    'append-prev',
    'The entry before must match',
    'Figure 2, AppendEntries receiver 2; §5.3',
    'A follower takes new entries only if its log holds the entry just before them, with the index and term that the leader names. Then the logs match up to there.',
  ),
  card(
    'append-conflict',
    'Delete conflicting entries',
    'Figure 2, AppendEntries receiver 3; §5.3',
    'If a follower’s entry has another term than the leader’s at the same index, the follower deletes it and all that follow.',
  ),
  card(
    'append-new',
    'Append new entries',
    'Figure 2, AppendEntries receiver 4; §5.3',
    'A follower appends the entries that it does not have yet. Entries that match stay as they are.',
  ),
  card(
    'append-commit',
    'A follower learns what is committed',
    'Figure 2, AppendEntries receiver 5; §5.3',
    'A follower moves its commit index to leaderCommit, but not past the last entry that this message proved to match.',
  ),
  card(
    'leader-match',
    'Remember what matches',
    'Figure 2, leaders; §5.3',
    'After a success the leader knows how far the follower’s log matches. Within a term this never goes back.',
  ),
  card(
    'leader-retry',
    'Step back and try again',
    'Figure 2, leaders; §5.3',
    'After a refusal the leader sends from one entry earlier, until the logs match.',
  ),
  card(
    'leader-commit',
    'A majority commits',
    'Figure 2, leaders; §5.3',
    'An entry of the leader’s own term is committed once more than half of all servers hold it, and with it all before it.',
  ),
  card(
    'leader-commit-term',
    'Count copies only in the current term',
    'Figure 2, leaders; §5.4.2',
    'A leader never commits an entry from an older term by counting copies. Such an entry commits along with the first entry of the leader’s own term.',
  ),
  card(
    'notify-commit',
    'Announce a commit at once',
    'the emulation; after §5.3',
    'CommitNotification says how far the leader has committed. A follower believes it only if its log holds that entry with that term.',
    'The Raft emulation that Lockstep succeeds',
  ),
  card(
    'client-wait',
    'One request at a time',
    'the emulation',
    'With synchronous replication a leader takes the next request once the last one is answered. Until then requests wait in its inbox.',
    'The Raft emulation that Lockstep succeeds',
  ),
  card(
    'client-answer',
    'Answer once applied',
    'Figure 2, leaders; §5.3, §8',
    'The leader that took a request answers it after it has applied the entry. If it stops leading first, the outcome is unknown.',
  ),
  card(
    'client-not-leader',
    'Only the leader answers',
    '§8',
    'A server that is not the leader refuses a client’s request and names the leader it knows of.',
  ),
  card(
    'client-session',
    'A repeated request is done once',
    '§8',
    'With sessions the store remembers each client’s last request number and answer, and does not repeat a request.',
  ),
  card(
    'election-safety',
    'One leader per term',
    'Figure 3; §5.2',
    'At most one leader is elected in a term, so a leader never hears AppendEntries of its own term from another.',
  ),
];
