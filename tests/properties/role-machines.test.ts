// A node's turn takes the transitions that XState's own `transition()` takes.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMachine, transition, type AnyActorLogic, type AnyStateMachine } from 'xstate';
import type { NodeState } from '../../src/lib/protocol/protocol';
import { fed } from '../../src/lib/protocol/role-machine';
import type { World } from '../../src/lib/sim/world';
import * as paxosEnvironment from '../../src/lib/systems/multipaxos/environment';
import {
  acceptorMachine,
  leaderMachine,
  replicaMachine,
  type PaxosInput,
} from '../../src/lib/systems/multipaxos/machine';
import { isAcceptor, isLeader, type PaxosState } from '../../src/lib/systems/multipaxos/state';
import * as raftEnvironment from '../../src/lib/systems/raft/environment';
import { inputsOf, raftMachine, type RaftInput } from '../../src/lib/systems/raft/machine';
import type { RaftMessage } from '../../src/lib/systems/raft/message';
import type { RaftState } from '../../src/lib/systems/raft/state';
import { newTurn } from '../../src/lib/systems/raft/turn';
import { anySystem, walk } from './random-walk';

interface Turn {
  readonly node: NodeState;
}
interface Input {
  readonly type: string;
}

/** A turn by XState: the snapshot is made of the role, and the role read back from it. */
function byXState<T extends Turn>(machine: AnyStateMachine, turn: T, input: Input): T {
  const snapshot = machine.resolveState({ value: turn.node.role, context: turn });
  const logic: AnyActorLogic = {
    transition: (from, event, scope) => machine.transition(from, event, scope),
    getInitialSnapshot: () => snapshot,
    getPersistedSnapshot: (one) => one,
  };
  const [{ context, value }] = transition(logic, snapshot, input);
  return { ...context, node: { ...context.node, role: value } };
}

/** Which states of which machines were asked. */
const asked = new Set<string>();

/** Takes a turn both ways, and gives what it comes to. */
function turned<T extends Turn, I extends Input>(machine: AnyStateMachine, turn: T, input: I): T {
  const next = fed<T, I>(machine)(turn, input);
  expect(next, `${machine.id} ${turn.node.role} ${input.type}`).toEqual(byXState(machine, turn, input));
  asked.add(`${machine.id} ${turn.node.role}`);
  return next;
}

const TIMERS = [{ type: 'timeout' }, { type: 'heartbeat' }] as const;

function raftTurns(world: World, node: RaftState, messages: readonly RaftMessage[]): void {
  const begun = newTurn(node, raftEnvironment.environmentOf(world.setup));
  const all: readonly (readonly RaftInput[])[] = [
    ...TIMERS.map((timer) => [timer]),
    ...messages.map((message) => inputsOf(begun, message)),
  ];
  for (const inputs of all) inputs.reduce((turn, input) => turned(raftMachine, turn, input), begun);
}

function paxosTurns(world: World, node: PaxosState, messages: readonly PaxosInput[]): void {
  const machine = isAcceptor(node) ? acceptorMachine : isLeader(node) ? leaderMachine : replicaMachine;
  const environment = paxosEnvironment.environmentOf(world.setup);
  for (const input of [...TIMERS, ...messages])
    turned(machine, { node, environment, effects: [], events: [] }, input);
}

/** Every turn that some node can take in a world. */
function allTurns(world: World): void {
  for (const node of Object.values(world.nodes).filter(({ alive }) => alive)) {
    const messages = world.network.inFlight.filter(({ to }) => to === node.id);
    if (world.setup.system === 'raft') raftTurns(world, node as RaftState, messages as RaftMessage[]);
    if (world.setup.system === 'multipaxos') paxosTurns(world, node as PaxosState, messages as PaxosInput[]);
  }
}

describe('role machines', () => {
  it('move as XState moves them, whatever happens and whichever bug is on', () => {
    fc.assert(
      fc.property(anySystem, fc.nat(), (setup, seed) => {
        for (const world of walk(setup, seed, 40)) allTurns(world);
      }),
      { numRuns: 60 },
    );
    expect([...asked].sort()).toEqual([
      'acceptor acceptor',
      'leader idle',
      'leader leading',
      'leader preparing',
      'raft candidate',
      'raft follower',
      'raft leader',
      'replica replica',
    ]);
  });

  it('have transitions alone: another kind of definition is refused as the machine is made', () => {
    const machine = createMachine({ initial: 'a', states: { a: { entry: 'greet' } } });
    expect(() => fed(machine)).toThrow('a has "entry": a role machine has transitions alone');
  });
});
