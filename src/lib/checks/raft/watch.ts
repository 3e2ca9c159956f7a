import type { ActorId } from '../../protocol/message';
import type { World } from '../../sim/world';
import { commonPrefix, type Entry } from './log';
import { nodeOf, nodesOf, type RaftNode } from './node';
import type { History } from '../history';
import type { Sparse } from '../sparse';
import { accused, type CheckState } from '../violation';
import { PROMISES, type Invariant } from './promises';

/** A committed entry, and the latest term in which it can have been committed. */
interface Committed {
  readonly entry: Entry;
  readonly term: number;
  readonly by: ActorId;
}

/** What the checks remember of a run. */
export interface RaftMemory extends CheckState {
  /** The leader of each term. */
  readonly leaders: Sparse<ActorId>;
  /** For each node, the candidate of its last vote in each term. */
  readonly votes: Readonly<Record<ActorId, Sparse<ActorId>>>;
  /** By index, without gaps up to `lastCommitted`. */
  readonly committed: Sparse<Committed>;
  readonly lastCommitted: number;
  /** The commit index when the checks began. How these entries were committed was not seen. */
  readonly begunCommit: number;
  /** By index: the entry first applied there, and the node that applied it. */
  readonly applied: Sparse<{ readonly entry: Entry; readonly by: ActorId }>;
  /** By number of applied entries: the store of the first node to reach it. */
  readonly stores: Sparse<{ readonly store: RaftNode['store']; readonly by: ActorId }>;
  readonly history: History;
}

/** A node that has changed. `before` is null in the first world. */
export interface Change {
  readonly before: RaftNode | null;
  readonly now: RaftNode;
  /** How many entries at the beginning of its log are unchanged. */
  readonly unchanged: number;
  /** Whether it certainly did not crash in between. */
  readonly stayedUp: boolean;
}

/** One world being checked: what changed, and the memory, which the checks update. */
export interface Look {
  readonly before: World | null;
  readonly world: World;
  /** Whether no act was missed between the two worlds. */
  readonly adjacent: boolean;
  readonly changes: readonly Change[];
  memory: RaftMemory;
}

export function look(memory: RaftMemory, before: World | null, world: World): Look {
  const adjacent = before !== null && world.step <= before.step + 1;
  const changes = nodesOf(world).flatMap((now) => {
    const old = nodeOf(before, now.id);
    return old === now ? [] : [changeOf(old, now, adjacent)];
  });
  return { before, world, adjacent, changes, memory };
}

function changeOf(before: RaftNode | null, now: RaftNode, adjacent: boolean): Change {
  const unchanged = before === null ? 0 : commonPrefix(before.log, now.log);
  const bothUp = before !== null && before.alive && now.alive;
  return { before, now, unchanged, stayedUp: bothUp && (adjacent || ledThroughout(before, now)) };
}

/** Whether the node led all the time between the two worlds: it leads in both, in the same term. */
export function ledThroughout(before: RaftNode | null, now: RaftNode): before is RaftNode {
  const led = before?.role === 'leader' && now.role === 'leader';
  return led && before.currentTerm === now.currentTerm;
}

/** Reports a violation, once for the same `evidence` in a run. */
export function accuse(
  at: Look,
  invariant: Invariant,
  evidence: string | number,
  nodes: readonly ActorId[],
  message: string,
): void {
  const { memory, world } = at;
  const violation = {
    invariant,
    step: world.step,
    message: `${PROMISES[invariant]}. ${message}`,
    nodes,
  };
  at.memory = accused(memory, violation, evidence);
}
