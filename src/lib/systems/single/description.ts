import { storeText } from '../../kv/text';
import type { Description } from '../../protocol/description';
import type { Portrait } from '../../protocol/portrait';
import { RULES } from './rulebook';
import type { SingleState } from './state';
import { sentence, traceLine } from './words';

function portrait({ id, role, alive, store, done }: SingleState): Portrait {
  const stored = storeText(store);
  return {
    id,
    role,
    shape: 'store',
    alive,
    epoch: null,
    fields: [
      { name: 'done', brief: 'done', value: String(done) },
      { name: 'store', brief: 'store', value: stored || 'empty', blank: stored === '', column: 'store' },
    ],
    row: null,
  };
}

/** How the one-server store is described and drawn. */
export const singleDescription: Description<SingleState> = {
  title: 'Single server',
  sentence,
  minor: [],
  traceLine,
  timerWords: {
    election: { name: 'Election timeout', fire: 'Fire election timeout' },
    heartbeat: { name: 'Heartbeat', fire: 'Send heartbeats' },
  },
  losses: 'A crash loses nothing: the server keeps its store.',
  portrait,
  labels: {},
  rules: RULES,
  details: () => Promise.resolve({ bugs: [] }),
};
