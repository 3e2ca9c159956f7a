import type { Vocabulary } from '../../protocol/vocabulary';

/** MultiPaxos's terms for what all replicated stores have. */
export const vocabulary: Vocabulary = {
  voter: 'acceptor',
  epoch: 'ballot',
  place: 'slot',
  phases: {
    lead: { name: 'phase 1', request: 'Prepare', messages: ['Prepare', 'Promise', 'PrepareRejected'] },
    replicate: { name: 'phase 2', request: 'Accept', messages: ['Accept', 'Accepted', 'AcceptRejected'] },
    learn: { name: 'commit', request: 'Commit', messages: ['CatchUp', 'Commit'] },
  },
};
