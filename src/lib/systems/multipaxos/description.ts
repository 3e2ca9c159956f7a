import type { Description } from '../../protocol/description';
import { environmentOf } from './environment';
import { labels } from './labels';
import { persistent } from './persistent';
import { portrait } from './portrait';
import { storedRequests } from './stored-requests';
import { RULES } from './rulebook';
import type { PaxosState } from './state';
import { vocabulary } from './vocabulary';
import { sentence, traceLine } from './words';

/** How MultiPaxos is described and drawn. */
export const multipaxosDescription: Description<PaxosState> = {
  title: 'MultiPaxos',
  sentence,
  minor: ['promise-counted', 'acceptance-counted', 'request-answered'],
  traceLine,
  timerWords: {
    election: { name: 'Ballot timeout', fire: 'Start a higher ballot' },
    heartbeat: { name: 'Retry timer', fire: 'Fire retry timer' },
  },
  losses:
    'A crash loses all but an acceptor’s promise and what it has accepted, and the round of a leader’s last ballot.',
  portrait,
  persistent: (node, setup) => persistent(node, environmentOf(setup).decide),
  labels,
  vocabulary,
  rules: RULES,
  details: async () => (await import('./details')).multipaxosDetails,
  storedRequests,
};
