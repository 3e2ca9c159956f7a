import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { World } from '../../sim/world';
import type { History } from '../history';
import type { Sparse } from '../sparse';
import { accused, type CheckState } from '../violation';
import { isAcceptor, isLearner, type Acceptor, type Ballot, type Command, type Learner } from './node';
import { PROMISES, type Invariant } from './promises';

/** The proposal of a ballot for a slot, and the acceptors that were seen to accept it. */
export interface Proposal {
  readonly ballot: Ballot;
  readonly command: Command;
  readonly acceptedBy: readonly ActorId[];
}

/** What the checks remember of a run. */
export interface PaxosMemory extends CheckState {
  /** By slot, then by ballot as text. */
  readonly proposals: Sparse<Readonly<Record<string, Proposal>>>;
  /** By slot: the first proposal seen to be chosen. */
  readonly chosen: Sparse<Proposal>;
  /** By slot: the command first learnt, and the node that learnt it. */
  readonly learnt: Sparse<{ readonly command: Command; readonly by: ActorId }>;
  /** By slot: the command first applied, and the node that applied it. */
  readonly applied: Sparse<{ readonly entry: Command; readonly by: ActorId }>;
  /** By number of applied slots: the store of the first node to reach it. */
  readonly stores: Sparse<{ readonly store: Learner['store']; readonly by: ActorId }>;
  readonly history: History;
}

/** A node that has changed. `before` is null in the first world. */
interface Change<Node extends NodeState> {
  readonly before: Node | null;
  readonly now: Node;
}

/** One world being checked: what changed, and the memory, which the checks update. */
export interface Look {
  readonly before: World | null;
  readonly world: World;
  readonly acceptors: readonly Change<Acceptor>[];
  readonly learners: readonly Change<Learner>[];
  memory: PaxosMemory;
}

export function look(memory: PaxosMemory, before: World | null, world: World): Look {
  const changed = Object.values(world.nodes).filter((now) => before?.nodes[now.id] !== now);
  const changes = <Node extends NodeState>(is: (node: NodeState) => node is Node) =>
    changed.filter(is).map((now) => ({ before: (before?.nodes[now.id] ?? null) as Node | null, now }));
  return { before, world, acceptors: changes(isAcceptor), learners: changes(isLearner), memory };
}

/** Reports a violation, once for the same `evidence` in a run. */
export function accuse(
  at: Look,
  invariant: Invariant,
  evidence: string | number,
  nodes: readonly ActorId[],
  text: string,
): void {
  const message = `${PROMISES[invariant]}. ${text}`;
  at.memory = accused(at.memory, { invariant, step: at.world.step, message, nodes }, evidence);
}
