import type { Message } from '../protocol/message';
import type { System } from '../protocol/system';
import type { Act } from './act';
import type { MessageSelector, Step } from './action';
import { deliverable, fitting } from './network';
import { pick } from './scheduler';
import type { World } from './world';

/** The selector, without an id, that names this message in this world: its type, its ends, and which of several it is. */
export function selectorFor(
  system: System,
  world: World,
  message: Message,
  passHeld: boolean,
): MessageSelector {
  const { type, from, to } = message;
  const selector = { message: type, from, to };
  const fits = fitting(system, passHeld ? deliverable(world) : world.network.inFlight, selector);
  const nth = fits.findIndex(({ id }) => id === message.id) + 1;
  return nth > 1 ? { ...selector, nth } : selector;
}

/** One act of a run as a scenario has it. */
export interface Recorded {
  /** With messages by selector in place of id; null: what Next would have done. */
  readonly act: Act | null;
  readonly note: string | null;
}

/** An act that was done in this world, as a scenario has it. */
export function asRecorded(system: System, world: World, act: Act): Act | null {
  if (act.action !== 'deliver' && act.action !== 'drop' && act.action !== 'duplicate') return act;
  if (act.action === 'deliver' && pick(world)?.id === act.id) return null;
  const message = world.network.inFlight.find(({ id }) => id === act.id);
  if (!message) return act;
  return { action: act.action, ...selectorFor(system, world, message, act.action === 'deliver') };
}

/** The acts of a run as the steps of a scenario: where several follow one another that Next does, they are counted. */
export function toSteps(done: readonly Recorded[]): readonly Step[] {
  const steps: Step[] = [];
  for (const { act, note } of done) {
    const before = steps.at(-1);
    if (act === null && note === null && before?.action === 'next' && before.note === undefined) {
      steps[steps.length - 1] = { action: 'next', count: (before.count ?? 1) + 1 };
    } else {
      const step: Step = act ?? { action: 'next' };
      steps.push(note === null ? step : { ...step, note });
    }
  }
  return steps;
}
