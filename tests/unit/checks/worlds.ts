/** Worlds made by hand, also such as correct Raft never comes to. */
import { start, type World } from '../../../src/lib/index';
import type { Setup } from '../../../src/lib/protocol/setup';
import type { LogEntry } from '../../../src/lib/raft/log';
import { newNode, type RaftState } from '../../../src/lib/raft/state';
import { setupOf } from '../../paper/bench';

type Nodes = Readonly<Record<string, Partial<RaftState>>>;

/** A log of no-ops of these terms. */
export const log = (...terms: readonly number[]): LogEntry[] => terms.map((term) => ({ term, op: 'noop' }));

/** A world of `n` nodes at a step; `nodes` says how they differ from a node that has just begun. */
export function worldAt(
  step: number,
  n: number,
  nodes: Nodes,
  setup: Setup = setupOf({ numNodes: n }),
): World {
  const begun = start({ setup, steps: [] });
  const made = Object.keys(begun.nodes).map((id) => [id, { ...newNode(id), ...nodes[id] }]);
  return { ...begun, step, nodes: Object.fromEntries(made) as World['nodes'] };
}

/** The same run some steps later: what differs in its nodes. */
export function later(world: World, nodes: Nodes, steps = 1): World {
  const changed = Object.entries(nodes).map(([id, change]) => [id, { ...world.nodes[id], ...change }]);
  return { ...world, step: world.step + steps, nodes: { ...world.nodes, ...Object.fromEntries(changed) } };
}
