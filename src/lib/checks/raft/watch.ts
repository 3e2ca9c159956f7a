import type { ActorId } from '../../protocol/message';
import type { World } from '../../sim/world';
import { commonPrefix, type Entry } from './log';
import { nodeOf, nodesOf, type RaftNode } from './node';
import type { History } from '../history';
import type { Sparse } from '../sparse';
import { accused, type CheckState } from '../violation';
import { PROMISES, type Invariant } from './promises';

/** An entry known to be committed, and the latest term in which that can have happened. */
export interface Committed {
  readonly entry: Entry;
  readonly term: number;
  readonly by: ActorId;
}

/** What the checks remember of a run. */
export interface RaftMemory extends CheckState {
  /** Who led in each term. */
  readonly leaders: Sparse<ActorId>;
  /** For whom each node last voted in each term. */
  readonly votes: Readonly<Record<ActorId, Sparse<ActorId>>>;
  /** By index, without gaps up to `lastCommitted`. */
  readonly committed: Sparse<Committed>;
  readonly lastCommitted: number;
  /** What was committed already when the checks began: how that came about was not seen. */
  readonly begunCommit: number;
  /** By index: the entry first applied there, and by whom. */
  readonly applied: Sparse<{ readonly entry: Entry; readonly by: ActorId }>;
  /** By number of entries applied: the store that the first node to get there had. */
  readonly stores: Sparse<{ readonly store: RaftNode['store']; readonly by: ActorId }>;
  readonly history: History;
}

/** A node that is not as it was. `before` is null in the first world. */
export interface Change {
  readonly before: RaftNode | null;
  readonly now: RaftNode;
  /** How many entries at the beginning of its log are as they were. */
  readonly kept: number;
  /** Surely not crashed in between. */
  readonly stayedUp: boolean;
}

/** One world looked at: what changed, and the memory as it is being brought up to date. */
export interface Look {
  readonly before: World | null;
  readonly world: World;
  /** No act was missed between the two. */
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
  const kept = before === null ? 0 : commonPrefix(before.log, now.log);
  const bothUp = before !== null && before.alive && now.alive;
  return { before, now, kept, stayedUp: bothUp && (adjacent || ledThroughout(before, now)) };
}

/** A node leads in a term once: who led in it before and now has led in between. */
export function ledThroughout(before: RaftNode | null, now: RaftNode): before is RaftNode {
  const led = before?.role === 'leader' && now.role === 'leader';
  return led && before.currentTerm === now.currentTerm;
}

/** Notes a violation, once for the same `evidence` in a run. */
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
