import { isAppendEntries } from './message';
import { MAIN, type Message } from '../../protocol/message';
import type { Outcome, Protocol, Refusal } from '../../protocol/protocol';
import { outcomeOf } from '../../protocol/turn';
import { beginNode } from './begin';
import { environmentOf, serverIds } from './environment';
import { feed } from './machine';
import type { RaftMessage } from './message';
import { raftOptions } from './options';
import { beyond, beyondIn, hasTermLeft } from './ranges';
import { receive } from './receive';
import { VOLATILE, type RaftState } from './state';
import { newTurn, type Turn } from './turn';
import { expectable, view } from './view';

const refusal = (refused: string): Refusal => ({ refused });

function outcome(turn: Turn): Outcome<RaftState> | Refusal {
  const refused = beyond(turn.node);
  return refused === null ? outcomeOf(turn) : refusal(refused);
}

/** How Raft moves: every message and timer of a node is fed to its role machine. */
export const raftProtocol: Protocol<RaftState> = {
  name: 'raft',
  ids: serverIds,
  alike: serverIds,
  contact: () => 'n1',
  retryKeepsNumber: (setup) => raftOptions(setup).clientSessions,
  firstIndex: (message) => {
    return isAppendEntries(message) && message.entries?.length ? message.prevLogIndex + 1 : null;
  },
  isOutdated: ({ currentTerm }, message) => {
    return 'term' in message && typeof message.term === 'number' && message.term < currentTerm;
  },
  begin: (setup) => ({
    nodes: serverIds(setup).map((id) => beginNode(id, setup)),
    messages: raftOptions(setup).autoStart ? [{ from: MAIN, to: 'n1', type: 'StartElection' }] : [],
  }),
  compareEpochs: (a, b) => a.currentTerm - b.currentTerm,
  leads: (node) => node.alive && node.role === 'leader',
  timers: (node) => (node.role === 'leader' ? ['heartbeat'] : hasTermLeft(node) ? ['election'] : []),
  timer: (node) => (node.role === 'leader' ? 'heartbeat' : 'election'),
  receive: (node, message: Message, setup) => {
    const refused = beyondIn(message as RaftMessage);
    if (refused !== null) return refusal(refused);
    return outcome(receive(newTurn(node, environmentOf(setup)), message as RaftMessage));
  },
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
  view,
  fields: { vote: 'voted_for', commit: 'commit_index' },
  expectable,
};
