import { transition } from 'xstate';
import { MAIN, type Message } from '../protocol/message';
import type { Outcome, Refusal, System } from '../protocol/system';
import { labels } from './labels';
import { environmentOf, serverIds } from './environment';
import type { Log } from './log';
import { raftMachine, type RaftInput } from './machine';
import type { RaftMessage } from './message';
import { raftOptions } from './options';
import type { NewerTerm } from './rules';
import { portrait } from './portrait';
import { RULES } from './rulebook';
import { beginNode } from './begin';
import { VOLATILE, type RaftState, type Role } from './state';
import { newTurn, type Turn } from './turn';
import { expectable, view } from './view';
import { sentence, traceLine } from './words';

/** One transition of the role machine: the snapshot is rebuilt from the node, and the node read back from it. */
function feed(turn: Turn, input: RaftInput): Turn {
  const snapshot = raftMachine.resolveState({ value: turn.node.role, context: turn });
  const [next] = transition(raftMachine, snapshot, input);
  const { node } = next.context;
  const role = next.value as Role;
  return node.role === role ? next.context : { ...next.context, node: { ...node, role } };
}

/** A newer term is seen before anything else in the message is (Figure 2, all servers). */
function receive(turn: Turn, message: RaftMessage): Turn {
  if (!('term' in message) || message.term <= turn.node.currentTerm) return feed(turn, message);
  const fromLeader = message.type === 'AppendEntries' || message.type === 'CommitNotification';
  const { term, from } = message;
  const newer: NewerTerm = { type: 'NewerTerm', term, from, leader: fromLeader ? from : null };
  return feed(feed(turn, newer), message);
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
  rules: RULES,
  sentence,
  traceLine,
};
