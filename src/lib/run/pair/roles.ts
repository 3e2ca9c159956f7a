/** The leader of a side and its successor, as each system tells. */
import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { System } from '../system';
import { hasTimer } from '../../sim/enabled';
import type { World } from '../../sim/world';

/** The leader; of several that believe they lead, the one of the latest epoch. null: nobody leads. */
export function leaderOf(system: System, { nodes }: World): ActorId | null {
  if (system.home) return null;
  const leading = Object.values(nodes).filter((node) => system.leads(node));
  const later = (a: NodeState, b: NodeState) => system.compareEpochs?.(b, a) ?? 0;
  return leading.sort(later)[0]?.id ?? null;
}

/** The node that takes over when a leader is lost: the first that is up, does not lead, and has an election timeout. */
export function successorOf(system: System, world: World): ActorId | null {
  const able = Object.values(world.nodes).filter(
    (node) => !system.leads(node) && hasTimer(system, world, node.id, 'election'),
  );
  return able[0]?.id ?? null;
}
