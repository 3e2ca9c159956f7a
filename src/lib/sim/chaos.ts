import type { Act } from './act';
import { deliverable } from './network';
import { draw, drawOne } from './random';
import { actOf, nextDue } from './scheduler';
import type { World } from './world';

/** The faults that Play adds, each as a share from 0 to 1. */
export interface Chaos {
  /** The share of messages that are dropped. */
  readonly loss: number;
  /** The share of messages that are duplicated. */
  readonly duplication: number;
  /** The share of deliveries in which a later message overtakes. */
  readonly reordering: number;
  /** The share of acts that are replaced by the crash of a node. */
  readonly crashes: number;
}

export const CALM: Chaos = { loss: 0, duplication: 0, reordering: 0, crashes: 0 };

/** If crashes are on and a node is down: the share of acts that are replaced by its restart. */
const RESTARTS = 0.1;

/**
 * Play's next act: the one that is due in virtual time, or a fault in its place. All randomness comes from the seed and
 * the step, and the result is a plain act, so a recorded run needs neither a clock nor chaos.
 *
 * @returns null: nothing is left to do, and no timer runs
 */
export function playedAct(world: World, chaos: Chaos): Act | null {
  const due = nextDue(world);
  const chance = (what: string) => draw(world.setup.seed, 'chaos', what, world.step);
  const nodes = Object.values(world.nodes);
  const down = nodes.filter(({ alive }) => !alive);
  const up = nodes.filter(({ alive }) => alive);
  const one = <T>(items: readonly T[], what: string) =>
    drawOne(items, world.setup.seed, 'chaos', what, world.step);
  const restarts = chaos.crashes > 0 && (due === null || chance('restart') < RESTARTS);
  if (down.length > 0 && restarts) return { action: 'restart', node: one(down, 'who').id };
  if (up.length > 0 && chance('crash') < chaos.crashes) return { action: 'crash', node: one(up, 'who').id };
  if (!due) return null;
  if (!('message' in due)) return actOf(due);
  const { id } = due.message;
  if (chance('loss') < chaos.loss) return { action: 'drop', id };
  if (chance('duplicate') < chaos.duplication) return { action: 'duplicate', id };
  if (chance('reorder') < chaos.reordering)
    return { action: 'deliver', id: one(deliverable(world), 'which').id };
  return actOf(due);
}
