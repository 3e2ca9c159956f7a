import type { Message } from '../../protocol/message';
import type { Moves, Outcome, Refusal } from '../../protocol/system';
import { outcomeOf } from '../../protocol/turn';
import { environmentOf } from './environment';
import { feed, inputsOf } from './machine';
import type { RaftMessage } from './message';
import { beyond, beyondIn } from './ranges';
import { VOLATILE, type RaftState } from './state';
import { newTurn, type Turn } from './turn';

/** A message is handed to a node: its role machine decides what comes of it. */
export function receive(turn: Turn, message: RaftMessage): Turn {
  return inputsOf(turn, message).reduce((so, input) => feed(so, input), turn);
}

const refusal = (refused: string): Refusal => ({ refused });

function outcome(turn: Turn): Outcome<RaftState> | Refusal {
  const refused = beyond(turn.node);
  return refused === null ? outcomeOf(turn) : refusal(refused);
}

/** How a Raft node moves: its role machine is fed what happens to it. */
export const moves: Moves<RaftState> = {
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
};
