import type { Goal } from '../../protocol/goal';
import type { ActorId } from '../../protocol/message';
import type { GossipState } from './state';

/** Eventual agreement: the run has converged when all servers hold the same number, crashed servers included. */
export function goal(nodes: readonly GossipState[]): Goal {
  const holders = new Map<number, ActorId[]>();
  for (const { id, value } of nodes) holders.set(value, [...(holders.get(value) ?? []), id]);
  const held = [...holders].map(
    ([value, ids]) => `${ids.join(' ')} ${ids.length === 1 ? 'holds' : 'hold'} ${value}`,
  );
  const reached = holders.size === 1;
  const told = reached ? `every server holds ${nodes[0]?.value}` : held.join('; ');
  return { name: 'converged', reached, told };
}
