import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { World } from '../../sim/world';
import type { History } from '../history';
import type { Sparse } from '../sparse';
import { accused, type CheckState } from '../violation';
import { isAcceptor, isLearner, type Acceptor, type Ballot, type Command, type Learner } from './node';
import { PROMISES, type Invariant } from './promises';

/** What a ballot proposes for a slot, and the acceptors that were ever seen to have accepted it. */
export interface Proposal {
  readonly ballot: Ballot;
  readonly command: Command;
  readonly acceptedBy: readonly ActorId[];
}

/** What the checks remember of a run. */
export interface PaxosMemory extends CheckState {
  /** By slot, then by ballot as text. */
  readonly proposals: Sparse<Readonly<Record<string, Proposal>>>;
  /** By slot: the proposal that was first seen to be chosen. */
  readonly chosen: Sparse<Proposal>;
  /** By slot: the command first learnt, and by whom. */
  readonly learnt: Sparse<{ readonly command: Command; readonly by: ActorId }>;
  /** By slot: the command first applied there, and by whom. */
  readonly applied: Sparse<{ readonly entry: Command; readonly by: ActorId }>;
  /** By number of slots applied: the store that the first node to get there had. */
  readonly stores: Sparse<{ readonly store: Learner['store']; readonly by: ActorId }>;
  readonly history: History;
}

/** A node that is not as it was; `before` is null in the first world. */
export interface Change<Node extends NodeState> {
  readonly before: Node | null;
  readonly now: Node;
}

/** One world looked at: what changed, and the memory as it is being brought up to date. */
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

/** Notes a violation, once for the same `evidence` in a run. */
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
