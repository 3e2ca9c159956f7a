import type { Vocabulary } from '../../protocol/vocabulary';

/** Raft's terms for what all replicated stores have. */
export const vocabulary: Vocabulary = {
  voter: 'follower',
  epoch: 'term',
  place: 'index',
  phases: {
    lead: {
      name: 'election',
      request: 'RequestVote',
      messages: ['StartElection', 'RequestVote', 'VoteResponse'],
    },
    replicate: {
      name: 'replication',
      request: 'AppendEntries',
      messages: ['AppendEntries', 'AppendEntriesResponse'],
    },
    learn: { name: 'commit', request: 'CommitNotification', messages: ['CommitNotification'] },
  },
};
