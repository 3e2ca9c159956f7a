import { MAIN, type Message } from '../protocol/message';
import type { Outcome, Refusal, System } from '../protocol/system';
import { labels } from './labels';
import { environmentOf, serverIds } from './environment';
import type { Log } from './log';
import { feed, inputsOf } from './machine';
import type { RaftMessage } from './message';
import { raftOptions } from './options';
import { portrait } from './portrait';
import { RULES } from './rulebook';
import { beginNode } from './begin';
import { persistent } from './persistent';
import { VOLATILE, type RaftState } from './state';
import { newTurn, type Turn } from './turn';
import { expectable, view } from './view';
import { vocabulary } from './vocabulary';
import { sentence, traceLine } from './words';

function receive(turn: Turn, message: RaftMessage): Turn {
  return inputsOf(turn, message).reduce((so, input) => feed(so, input), turn);
}

const outcome = ({ node, effects, events }: Turn): Outcome<RaftState> => ({ node, effects, events });

const refusal = (refused: string): Refusal => ({ refused });

export const raft: System<RaftState> = {
  name: 'raft',
  title: 'Raft',
  ids: serverIds,
  contact: () => 'n1',
  firstIndex: (message) => {
    const { type, entries, prevLogIndex } = message as RaftMessage & { entries?: Log; prevLogIndex: number };
    return type === 'AppendEntries' && entries?.length ? prevLogIndex + 1 : null;
  },
  begin: (setup) => ({
    nodes: serverIds(setup).map((id) => beginNode(id, setup)),
    messages: raftOptions(setup).autoStart ? [{ from: MAIN, to: 'n1', type: 'StartElection' }] : [],
  }),
  receive: (node, message: Message, setup) =>
    outcome(receive(newTurn(node, environmentOf(setup)), message as RaftMessage)),
  timeout: (node, setup) =>
    node.role === 'leader'
      ? refusal(`${node.id} leads: a leader has no election timeout, its timer is the heartbeat`)
      : outcome(feed(newTurn(node, environmentOf(setup)), { type: 'timeout' })),
  heartbeat: (node, setup) =>
    node.role === 'leader'
      ? outcome(feed(newTurn(node, environmentOf(setup)), { type: 'heartbeat' }))
      : refusal(`${node.id} is a ${node.role}: only a leader sends heartbeats`),
  crash: (node, setup) => {
    const kept = environmentOf(setup).decide.survivesCrash(node);
    return {
      node: { ...node, ...VOLATILE, ...kept, alive: false },
      effects: [{ kind: 'timer', timer: null }],
      events: [],
    };
  },
  restart: (node) => ({
    node: { ...node, alive: true },
    effects: [{ kind: 'timer', timer: 'election' }],
    events: [],
  }),
  persistent: (_node, setup) => persistent(environmentOf(setup).decide),
  timerWords: {
    election: { name: 'Election timeout', fire: 'Fire election timeout' },
    heartbeat: { name: 'Heartbeat', fire: 'Send heartbeats' },
  },
  leads: (node) => node.alive && node.role === 'leader',
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
