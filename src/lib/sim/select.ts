import type { Message } from '../protocol/message';
import type { Protocol } from '../protocol/protocol';
import type { Act } from './act';
import { MOST_NEXT, type MessageSelector, type Step } from './action';
import { deliverable, fitting } from './network';
import type { World } from './world';

/**
 * How a recorded act names its message. `whole`: readable, and robust against changes earlier in the run. `short`: in as
 * few characters as possible.
 */
export type Naming = 'whole' | 'short';

/**
 * The selector without an id that names this message in this world: its type, its sender and receiver, and which of
 * several it is.
 */
export function selectorFor(
  system: Protocol,
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

/** One act of a run, ready to be written in a scenario. */
export interface Recorded {
  /** Its message is named by a selector in place of an id. null: the act is the one that Next would have done. */
  readonly act: Act | null;
  /** For an act on a message: its position among those in flight, from 1 for the oldest. null for other acts. */
  readonly nth: number | null;
  readonly note: string | null;
}

/** Records an act that was done in this world. */
export function asRecorded(system: Protocol, world: World, act: Act, note: string | null = null): Recorded {
  const { action } = act;
  if (action !== 'deliver' && action !== 'drop' && action !== 'duplicate') return { act, nth: null, note };
  const delivers = action === 'deliver';
  const pool = delivers ? deliverable(world) : world.network.inFlight;
  const message = fitting(system, pool, act)[(act.nth ?? 1) - 1];
  if (!message) return { act, nth: null, note };
  const nth = pool.indexOf(message) + 1;
  // Keep a selector that the file's author wrote.
  if (act.id === undefined) return { act, nth, note };
  if (delivers && nth === 1) return { act: null, nth, note };
  return { act: { action, ...selectorFor(system, world, message, delivers) }, nth, note };
}

/**
 * The acts of a run as the steps of a scenario. Several acts of Next in a row become one step with a count.
 *
 * @param naming `short`: a message is named only by its position among those in flight
 */
export function toSteps(done: readonly Recorded[], naming: Naming = 'whole'): readonly Step[] {
  const steps: Step[] = [];
  for (const one of done) {
    const { note } = one;
    const act = named(one, naming);
    const before = steps.at(-1);
    if (act === null && before?.action === 'next' && countsOn(before)) {
      const counted = { action: 'next', count: (before.count ?? 1) + 1 } as const;
      steps[steps.length - 1] = note === null ? counted : { ...counted, note };
    } else {
      const step: Step = act ?? { action: 'next' };
      steps.push(note === null ? step : { ...step, note });
    }
  }
  return steps;
}

const countsOn = ({ count = 1, note }: { readonly count?: number; readonly note?: string }) =>
  note === undefined && count < MOST_NEXT;

/** null: the act is the one that Next would do. */
function named({ act, nth }: Recorded, naming: Naming): Act | null {
  if (naming === 'whole' || act === null || nth === null) return act;
  if (nth > 1) return { action: act.action, nth } as Act;
  return act.action === 'deliver' ? null : ({ action: act.action } as Act);
}
