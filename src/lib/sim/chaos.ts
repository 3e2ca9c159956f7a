import type { Act } from './act';
import { deliverable } from './network';
import { draw, drawOne } from './random';
import { actOf, nextDue } from './scheduler';
import type { World } from './world';

/** How rough Play is: the share, from 0 to 1, of what is due that goes wrong. */
export interface Chaos {
  /** Messages that are dropped. */
  readonly loss: number;
  /** Messages of which a second copy is put in flight. */
  readonly duplication: number;
  /** Deliveries in which another message overtakes. */
  readonly reordering: number;
  /** Acts in whose place a node crashes. */
  readonly crashes: number;
}

export const CALM: Chaos = { loss: 0, duplication: 0, reordering: 0, crashes: 0 };

/** Where nodes crash by themselves: while one is down, the share of acts in whose place it restarts. */
const RESTARTS = 0.1;

/**
 * What Play does next: what virtual time brings, or what chaos makes of it. All chance comes from the seed and the step, and the
 * act is a plain one, so a recorded run needs neither clock nor dice.
 *
 * @returns null: nothing is left, not even timers.
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
