import type { ActorId } from '../../protocol/message';
import type { World } from '../../sim/world';

/** Groups of nodes (and of clients that a partition names) that reach each other. */
export type Groups = readonly (readonly ActorId[])[];

/** The groups of a world's partition. A node outside all groups stands alone. null: the network is whole. */
export function groupsOf({ network, nodes }: World): Groups | null {
  if (network.groups === null) return null;
  const named = new Set(network.groups.flat());
  const alone = Object.keys(nodes).filter((id) => !named.has(id));
  return [...network.groups.filter((group) => group.length > 0), ...alone.map((id) => [id])];
}

/** The groups after another cut, which divides each into the nodes on its far side and the others. */
export function cutOff(groups: Groups, far: readonly ActorId[]): Groups {
  return groups.flatMap((group) => {
    const parts = [group.filter((id) => !far.includes(id)), group.filter((id) => far.includes(id))];
    return parts.filter((part) => part.length > 0);
  });
}

export const groupsText = (groups: Groups) => groups.map((group) => group.join(' ')).join(' | ');

/** A partition in force, and how many messages it holds. */
export interface CutShown {
  readonly groups: string;
  readonly held: number;
}

export const cutInWords = ({ groups, held }: CutShown) =>
  `cut: ${groups} · ${held === 1 ? '1 message' : `${held} messages`} held`;
