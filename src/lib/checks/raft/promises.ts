/** The promises of Raft, by the names that `expect violation` takes (Figures 2 and 3 of the paper). */
export const PROMISES = {
  'election-safety': 'Election Safety: at most one leader can be elected in a given term (§5.2)',
  'vote-once': 'Each server will vote for at most one candidate in a given term (§5.2)',
  'leader-append-only':
    'Leader Append-Only: a leader never overwrites or deletes entries in its log; it only appends new entries (§5.3)',
  'log-matching':
    'Log Matching: if two logs contain an entry with the same index and term, then the logs are identical in all entries up through the given index (§5.3)',
  'leader-completeness':
    'Leader Completeness: if a log entry is committed in a given term, then that entry will be present in the logs of the leaders for all higher-numbered terms (§5.4)',
  'state-machine-safety':
    'State Machine Safety: if a server has applied a log entry at a given index to its state machine, no other server will ever apply a different log entry for the same index (§5.4.3)',
  'commit-majority':
    'A log entry is committed once the leader that created the entry has replicated it on a majority of the servers (§5.3)',
  'commit-durable': 'Raft guarantees that committed entries are durable (§5.3)',
  'match-true':
    'matchIndex[]: for each server, index of highest log entry known to be replicated on server (Figure 2)',
  'match-monotonic': 'matchIndex[]: initialized to 0, increases monotonically (Figure 2)',
  persistence:
    'currentTerm, votedFor and log[] are persistent state: updated on stable storage before responding to RPCs (Figure 2)',
  'term-monotonic': 'currentTerm: latest term server has seen, increases monotonically (Figure 2)',
  'commit-monotonic':
    'commitIndex: index of highest log entry known to be committed, increases monotonically (Figure 2)',
  'applied-monotonic':
    'lastApplied: index of highest log entry applied to state machine, increases monotonically (Figure 2)',
  'applied-commit-last':
    'lastApplied never exceeds commitIndex, nor commitIndex the last index of the log (Figure 2, rules for all servers)',
  linearizability:
    'Linearizable semantics: each operation appears to execute instantaneously, exactly once, at some point between its invocation and its response (§8)',
} as const;

export type Invariant = keyof typeof PROMISES;
