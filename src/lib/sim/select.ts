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

/** One act of a run, with the world that it was done in. */
export interface Recorded {
  readonly world: World;
  readonly act: Act;
  readonly note: string | null;
}

/**
 * The acts of a run as the steps of a scenario: messages by selector in place of id, and what Next would have done as `next`,
 * counted where several follow one another.
 */
export function toSteps(system: System, done: readonly Recorded[]): readonly Step[] {
  const steps: Step[] = [];
  for (const { world, act, note } of done) {
    const isNext = act.action === 'deliver' && pick(world)?.id === act.id;
    const before = steps.at(-1);
    if (isNext && note === null && before?.action === 'next' && before.note === undefined) {
      steps[steps.length - 1] = { action: 'next', count: (before.count ?? 1) + 1 };
    } else {
      const step: Step = isNext ? { action: 'next' } : withSelector(system, world, act);
      steps.push(note === null ? step : { ...step, note });
    }
  }
  return steps;
}

function withSelector(system: System, world: World, act: Act): Act {
  if (act.action !== 'deliver' && act.action !== 'drop' && act.action !== 'duplicate') return act;
  const message = world.network.inFlight.find(({ id }) => id === act.id);
  if (!message) return act;
  return { action: act.action, ...selectorFor(system, world, message, act.action === 'deliver') };
}
