import type { Description } from '../../protocol/description';
import { environmentOf } from './environment';
import { labels } from './labels';
import { persistent } from './persistent';
import { portrait } from './portrait';
import { storedRequests } from './stored-requests';
import { RULES } from './rulebook';
import type { RaftState } from './state';
import { vocabulary } from './vocabulary';
import { sentence, traceLine } from './words';

/** How Raft is described and drawn. */
export const raftDescription: Description<RaftState> = {
  title: 'Raft',
  sentence,
  minor: ['term-adopted', 'vote-counted', 'match-advanced', 'commit-waits', 'request-answered'],
  traceLine,
  timerWords: {
    election: { name: 'Election timeout', fire: 'Fire election timeout' },
    heartbeat: { name: 'Heartbeat', fire: 'Send heartbeats' },
  },
  losses: 'A crash loses all but the current term, the vote and the log.',
  portrait,
  persistent: (_node, setup) => persistent(environmentOf(setup).decide),
  labels,
  vocabulary,
  rules: RULES,
  details: async () => (await import('./details')).raftDetails,
  storedRequests,
};
