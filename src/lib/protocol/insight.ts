import type { Bug } from './bug';
import type { Chart, Passage } from './chart';
import type { TimerKind } from './event';
import type { Lack, Surroundings } from './lack';
import type { ActorId, Message } from './message';
import type { Setup } from './setup';
import type { NodeState } from './system';

/**
 * What a system tells of itself to who asks further. It stands apart from `System` so that a page which steps a system need not
 * fetch it until someone asks.
 */
export interface Insight<S extends NodeState = NodeState> {
  /** The deliberate bugs that it can run with. */
  readonly bugs: readonly Bug[];
  /** The role machine that this node runs, read from its definition. */
  chart?(node: S): Chart;
  /** What that machine did with an input: which rows it took and which guards it asked. */
  passage?(node: S, input: Message | TimerKind, setup: Setup): Passage;
  /**
   * What has not happened yet, and what it lacks. `nodes` as in the world. Of clients it tells what becomes of the requests that
   * its nodes hold; `explain/lacks.ts` tells of those that are in flight or lost, alike for every system.
   */
  lacks?(nodes: Readonly<Record<ActorId, S>>, setup: Setup, around: Surroundings): readonly Lack[];
}
