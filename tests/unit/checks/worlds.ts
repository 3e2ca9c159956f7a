/** Worlds made by hand, including some that correct Raft never reaches. */
import { start, type World } from '../../../src/lib/index';
import type { Setup } from '../../../src/lib/protocol/setup';
import type { LogEntry } from '../../../src/lib/systems/raft/log';
import { newNode, type RaftState } from '../../../src/lib/systems/raft/state';
import { setupOf } from '../../paper/bench';

type Nodes = Readonly<Record<string, Partial<RaftState>>>;

/** A log of no-ops with these terms. */
export const log = (...terms: readonly number[]): LogEntry[] => terms.map((term) => ({ term, op: 'noop' }));

/** A world of `n` nodes at a step; `nodes` gives their differences from a fresh node. */
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

/** The same run some steps later, with changes in its nodes. */
export function later(world: World, nodes: Nodes, steps = 1): World {
  const changed = Object.entries(nodes).map(([id, change]) => [id, { ...world.nodes[id], ...change }]);
  return { ...world, step: world.step + steps, nodes: { ...world.nodes, ...Object.fromEntries(changed) } };
}

export const leader = { role: 'leader', currentTerm: 2, votedFor: 'n1', log: log(1, 2) } as const;
export const follower = { currentTerm: 2, votedFor: 'n1', log: log(1, 2) } as const;
/** n1 leads three nodes in term 2; all logs are equal; nothing is committed. */
export const calm = worldAt(5, 3, {
  n1: { ...leader, matchIndex: { n2: 2, n3: 2 } },
  n2: follower,
  n3: follower,
});
/** The same, when n1 has committed and applied everything. */
export const committed = later(calm, { n1: { commitIndex: 2, lastApplied: 2 } });
