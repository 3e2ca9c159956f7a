import { MAIN, type Message } from '../../protocol/message';
import type { System } from '../../protocol/system';
import { labels } from './labels';
import { environmentOf, serverIds } from './environment';
import type { Log } from './log';
import type { RaftMessage } from './message';
import { raftOptions } from './options';
import { portrait } from './portrait';
import { RULES } from './rulebook';
import { beginNode } from './begin';
import { hasTermLeft } from './ranges';
import { persistent } from './persistent';
import type { RaftState } from './state';
import { expectable, view } from './view';
import { vocabulary } from './vocabulary';
import { sentence, traceLine } from './words';

/** All of Raft but how its nodes move: what a cluster at rest is drawn with. */
export const atRest: System<RaftState> = {
  name: 'raft',
  title: 'Raft',
  ids: serverIds,
  contact: () => 'n1',
  firstIndex: (message) => {
    const { type, entries, prevLogIndex } = message as RaftMessage & { entries?: Log; prevLogIndex: number };
    return type === 'AppendEntries' && entries?.length ? prevLogIndex + 1 : null;
  },
  isOutdated: ({ currentTerm }, message) => {
    const { term } = message as Message & { term?: number };
    return term !== undefined && term < currentTerm;
  },
  begin: (setup) => ({
    nodes: serverIds(setup).map((id) => beginNode(id, setup)),
    messages: raftOptions(setup).autoStart ? [{ from: MAIN, to: 'n1', type: 'StartElection' }] : [],
  }),
  persistent: (_node, setup) => persistent(environmentOf(setup).decide),
  timerWords: {
    election: { name: 'Election timeout', fire: 'Fire election timeout' },
    heartbeat: { name: 'Heartbeat', fire: 'Send heartbeats' },
  },
  leads: (node) => node.alive && node.role === 'leader',
  timers: (node) => (node.role === 'leader' ? ['heartbeat'] : hasTermLeft(node) ? ['election'] : []),
  timer: (node) => (node.role === 'leader' ? 'heartbeat' : 'election'),
  view,
  expectable,
  portrait,
  labels,
  vocabulary,
  rules: RULES,
  losses: 'A crash loses all but the current term, the vote and the log.',
  sentence,
  traceLine,
};
