import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { World } from '../../sim/world';
import { entryAt, sameEntry, type Entry, type Log } from './log';

/** The fields of a Raft node that the checks read: the variables of Figure 2. The checks do not know which rules set them. */
export interface RaftNode extends NodeState {
  readonly role: 'follower' | 'candidate' | 'leader';
  readonly currentTerm: number;
  readonly votedFor: ActorId | null;
  readonly log: Log;
  readonly commitIndex: number;
  readonly lastApplied: number;
  readonly store: Readonly<Record<string, string>>;
  readonly matchIndex?: Readonly<Record<ActorId, number>>;
}

const isRaftNode = (node: NodeState): node is RaftNode => 'currentTerm' in node;

export function nodesOf(world: World): readonly RaftNode[] {
  return Object.values(world.nodes).filter(isRaftNode);
}

export function nodeOf(world: World | null, id: ActorId): RaftNode | null {
  const node = world?.nodes[id];
  return node && isRaftNode(node) ? node : null;
}

export function majorityOf(world: World): number {
  return Math.floor(Object.keys(world.nodes).length / 2) + 1;
}

/** How many logs hold `entry` at `index`. The logs of crashed nodes count. */
export function copiesOf(world: World, index: number, entry: Entry): number {
  return nodesOf(world).filter(({ log }) => sameEntry(entryAt(log, index), entry)).length;
}
