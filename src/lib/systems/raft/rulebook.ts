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
    'Old messages count for nothing',
    '§5.1',
    'A response of an older term says nothing about this one and is ignored.',
  ),
  card(
    'apply',
    'Apply what is committed',
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
    'No vote in an old term',
    'Figure 2, RequestVote receiver 1; §5.1',
    'A request for a vote in a term older than the voter’s own is refused.',
  ),
  card(
    'vote-once',
    'One vote a term',
    'Figure 2, RequestVote receiver 2; §5.2',
    'A server votes for at most one candidate a term, the first that asks.',
  ),
  card(
    'vote-up-to-date',
    'No vote for an older log',
    'Figure 2, RequestVote receiver 2; §5.4.1',
    'A voter refuses a candidate whose log is less up-to-date than its own. The later last term is more up-to-date; with equal last terms, the longer log.',
  ),
  card(
    'vote-grant',
    'Give the vote',
    'Figure 2, RequestVote receiver 2; §5.2, §5.4.1',
    'A free vote goes to a candidate whose log is at least as up-to-date as the voter’s.',
  ),
  card(
    'leader-heartbeat',
    'Heartbeats keep the lead',
    'Figure 2, leaders; §5.2',
    'A leader sends AppendEntries to all, empty if nothing is missing, on election and again whenever its heartbeat timer fires.',
  ),
  card(
    'leader-append',
    'The leader appends',
    'Figure 2, leaders; §5.3',
    'A leader appends a client’s command to its own log first, under its own term, and then sends it to all.',
  ),
  card(
    'append-stale',
    'No entries from an old leader',
    'Figure 2, AppendEntries receiver 1; §5.1',
    'AppendEntries of a term older than the receiver’s own is refused.',
  ),
  card(
    'append-prev',
    'The entry before must match',
    'Figure 2, AppendEntries receiver 2; §5.3',
    'A follower takes entries only if its log holds, just before them, an entry with the index and term that the leader names. Then the logs agree up to there.',
  ),
  card(
    'append-conflict',
    'A conflicting tail goes',
    'Figure 2, AppendEntries receiver 3; §5.3',
    'Where an entry of the follower has another term than the leader’s at the same index, it and all behind it are deleted.',
  ),
  card(
    'append-new',
    'New entries are appended',
    'Figure 2, AppendEntries receiver 4; §5.3',
    'Entries that the follower does not hold yet are appended. Entries that match stay as they are.',
  ),
  card(
    'append-commit',
    'A follower learns what is committed',
    'Figure 2, AppendEntries receiver 5; §5.3',
    'A follower moves its commit index to leaderCommit, but not past the last entry that this message proved to match.',
  ),
  card(
    'leader-match',
    'Note what matches',
    'Figure 2, leaders; §5.3',
    'After a success the leader knows up to where the follower’s log matches; that never goes back within a term.',
  ),
  card(
    'leader-retry',
    'Step back and try again',
    'Figure 2, leaders; §5.3',
    'After a refusal the leader sends from one entry earlier, until it finds the place where the logs agree.',
  ),
  card(
    'leader-commit',
    'A majority commits',
    'Figure 2, leaders; §5.3',
    'An entry of the leader’s own term is committed once more than half of all servers hold it, and with it all before it.',
  ),
  card(
    'leader-commit-term',
    'Only its own term by counting',
    'Figure 2, leaders; §5.4.2',
    'A leader never commits an entry of an older term by counting copies: it commits with the first entry of its own term.',
  ),
  card(
    'notify-commit',
    'A commit is told at once',
    'the emulation; after §5.3',
    'CommitNotification says how far the leader has committed. A follower believes it only where its log holds that entry of that term.',
    'The Raft emulation that Lockstep succeeds',
  ),
  card(
    'client-wait',
    'One request at a time',
    'the emulation',
    'With synchronous replication a leader takes the next request when the last one is answered; until then it waits in the inbox.',
    'The Raft emulation that Lockstep succeeds',
  ),
  card(
    'client-answer',
    'Answer once applied',
    'Figure 2, leaders; §5.3, §8',
    'The leader that took a request answers it after it has applied the entry. If it loses its place first, the outcome is unknown.',
  ),
  card(
    'client-not-leader',
    'Only the leader answers',
    '§8',
    'A server that does not lead refuses a client’s request and names the leader that it knows of.',
  ),
  card(
    'client-session',
    'A repeated request is done once',
    '§8',
    'With sessions the store remembers each client’s last request number and its answer, and does not do a repeated request again.',
  ),
  card(
    'election-safety',
    'One leader a term',
    'Figure 3; §5.2',
    'At most one leader is elected in a term, so a leader never hears AppendEntries of its own term from another.',
  ),
];
