/** What Next will do, and where the person left the scenario. Pure. */
import { findMessage } from '../sim/find';
import type { Act } from '../sim/act';
import type { Action } from '../sim/action';
import type { Message } from '../protocol/message';
import type { Sequence } from './growing';
import type { System } from './system';
import { pick } from '../sim/scheduler';
import type { World } from '../sim/world';

/** The act that Next will do, with its message if it has one. */
export interface NextAct {
  readonly act: Act;
  readonly message: Message | null;
}

/**
 * What Next will do: the act recorded ahead on the branch shown, or at its tip the delivery of the oldest deliverable
 * message.
 *
 * @param recorded the act that led to the next moment of the branch; null: there is none
 * @returns null: Next has nothing to do
 */
export function nextAct(system: System, world: World, recorded: Act | null): NextAct | null {
  if (recorded) return { act: recorded, message: messageOf(system, world, recorded) };
  const message = pick(world);
  return message && { act: { action: 'deliver', id: message.id }, message };
}

/** Whether an action is the act that Next will do, however it selects its message. */
export function isNext(action: Action, next: NextAct): boolean {
  if (next.message === null || !('id' in action)) return JSON.stringify(action) === JSON.stringify(next.act);
  return action.action === next.act.action && action.id === next.message.id;
}

function messageOf(system: System, world: World, act: Act): Message | null {
  if (act.action !== 'deliver' && act.action !== 'drop' && act.action !== 'duplicate') return null;
  return findMessage(system, world, act, act.action === 'deliver');
}

/**
 * How many moments of a branch, from its start, come from the scenario itself. Found by binary search, because ids
 * increase along a branch.
 *
 * @param path from the start
 * @param opened how many moments the scenario made in all; they have the lowest ids
 */
export function sharedLength(path: Sequence<{ readonly id: number }>, opened: number): number {
  let [least, most] = [0, path.length];
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((path.at(middle)?.id ?? Infinity) < opened) least = middle + 1;
    else most = middle;
  }
  return least;
}

/**
 * The step at which the person left the scenario, if the step shown comes after it.
 *
 * @param shared as `sharedLength` gives it for the branch shown
 * @param opened how many moments the scenario made itself
 * @returns null: the step shown belongs to the scenario, or comes after its last step
 */
export function leftAt(shared: number, step: number, opened: number): number | null {
  return shared > step || shared === opened ? null : shared - 1;
}
