import type { Description } from '../../protocol/description';
import type { Label } from '../../protocol/label';
import type { Portrait } from '../../protocol/portrait';
import { goal } from './goal';
import { isGossip } from './message';
import { RULES } from './rulebook';
import type { GossipState } from './state';
import { sentence, traceLine } from './words';

function portrait({ id, role, alive, value, peers }: GossipState): Portrait {
  return {
    id,
    role,
    shape: 'peer',
    alive,
    epoch: null,
    fields: [
      { name: 'value', brief: 'number', value: String(value), column: 'log' },
      { name: 'peers', value: peers.join(' ') || 'none' },
    ],
    row: null,
  };
}

/** How gossip is described and drawn. */
export const gossipDescription: Description<GossipState> = {
  title: 'Gossip',
  sentence,
  minor: [],
  traceLine,
  timerWords: {
    election: { name: 'Election timeout', fire: 'Fire election timeout' },
    heartbeat: { name: 'Heartbeat', fire: 'Tell all peers' },
  },
  losses: 'A crash loses nothing: a server keeps its number.',
  portrait,
  labels: {
    Gossip: (message): Label => ({
      words: `Gossip ${isGossip(message) ? message.value : ''}`,
      kind: 'replicate',
    }),
  },
  vocabulary: {
    voter: 'peer',
    epoch: null,
    place: null,
    phases: {
      lead: null,
      replicate: { name: 'gossip', request: 'Gossip', messages: ['Gossip'] },
      learn: null,
    },
  },
  rules: RULES,
  details: () => Promise.resolve({ bugs: [] }),
  reading: ({ value }) => String(value),
  goal,
};
