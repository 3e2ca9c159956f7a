/** What Next will do, and where the person left the scenario. Pure. */
import { findMessage } from '../sim/find';
import type { Act } from '../sim/act';
import type { Message } from '../protocol/message';
import type { System } from '../protocol/system';
import { pick } from '../sim/scheduler';
import type { World } from '../sim/world';

/** The act that Next will do, and the message that it is about, if it is about one. */
export interface NextAct {
  readonly act: Act;
  readonly message: Message | null;
}

/**
 * What Next will do: the act recorded ahead on the branch shown, or at its tip the oldest deliverable message.
 *
 * @param recorded the act that led to the next moment of the branch; null: there is none.
 * @returns null if Next has nothing to do.
 */
export function nextAct(system: System, world: World, recorded: Act | null): NextAct | null {
  if (recorded) return { act: recorded, message: messageOf(system, world, recorded) };
  const message = pick(world);
  return message && { act: { action: 'deliver', id: message.id }, message };
}

function messageOf(system: System, world: World, act: Act): Message | null {
  if (act.action !== 'deliver' && act.action !== 'drop' && act.action !== 'duplicate') return null;
  return findMessage(system, world, act, act.action === 'deliver');
}

/**
 * The last moment of the scenario's own steps on the way to the moment shown, if the person acted otherwise from there.
 *
 * @param path the ids of the moments on the branch shown, from the start.
 * @param step the step shown.
 * @param opened how many moments the scenario made itself; they have the lowest ids, in order.
 * @returns its step; null: the moment shown is the scenario's own, or comes after its last step.
 */
export function leftAt(path: readonly number[], step: number, opened: number): number | null {
  const own = path.slice(0, step + 1).filter((id) => id < opened).length;
  return own > step || own === opened ? null : own - 1;
}
