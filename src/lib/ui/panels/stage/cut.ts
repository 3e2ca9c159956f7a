import type { ActorId } from '../../../protocol/message';
import type { World } from '../../../sim/world';
import type { Box, Point } from './geometry';

/** Groups of nodes (and of clients that a partition names) that reach one another; null: the network is whole. */
export type Groups = readonly (readonly ActorId[])[];

/** The groups of a world's partition; a node that it does not name stands alone. */
export function groupsOf({ network, nodes }: World): Groups | null {
  if (network.groups === null) return null;
  const named = new Set(network.groups.flat());
  const alone = Object.keys(nodes).filter((id) => !named.has(id));
  return [...network.groups.filter((group) => group.length > 0), ...alone.map((id) => [id])];
}

/** The groups after one more cut: each is divided into who is on the far side of it and who is not. Clients stay where they are. */
export function cutOff(groups: Groups, far: readonly ActorId[]): Groups {
  return groups.flatMap((group) => {
    const parts = [group.filter((id) => !far.includes(id)), group.filter((id) => far.includes(id))];
    return parts.filter((part) => part.length > 0);
  });
}

/** The nodes that lie to the right of a line drawn from `from` to `to`. */
export function beyond(
  from: Point,
  to: Point,
  ids: readonly ActorId[],
  boxes: Readonly<Record<ActorId, Box>>,
): ActorId[] {
  return ids.filter((id) => {
    const box = boxes[id];
    return box && (to.x - from.x) * (box.y - from.y) - (to.y - from.y) * (box.x - from.x) > 0;
  });
}

export const groupsText = (groups: Groups) => groups.map((group) => group.join(' ')).join(' | ');
