import type { ProtocolEvent } from '../protocol/event';
import type { Protocol } from '../protocol/protocol';
import { act, type Act } from './act';
import { collect } from './collect';
import type { Action } from './action';
import { unmet } from './expect';
import { Refused } from './find';
import type { Progress } from './progress';
import { pick } from './scheduler';
import type { World } from './world';

export type StepResult =
  | { readonly ok: true; readonly world: World; readonly events: readonly ProtocolEvent[] }
  | { readonly ok: false; readonly error: string };

/** A single act that was done, and its result. */
export interface Done extends Progress {
  readonly act: Act;
}

/** The most deliveries of one `settle`, unless it has a limit. */
const SETTLE_LIMIT = 1000;

/**
 * Does one action, act by act.
 *
 * @returns the world and events after each act; `next` and `settle` are several acts or none. `failure`: what could not be
 * done, after the worlds that could.
 */
export function unroll(
  system: Protocol,
  world: World,
  action: Action,
): { done: readonly Done[]; failure?: string } {
  const { items: done, result: failure } = collect(unrolling(system, world, action));
  return failure === null ? { done } : { done, failure };
}

/**
 * The same as a generator, for callers that do not do a long action at once.
 *
 * @returns what could not be done; null: everything was done
 */
export function* unrolling(system: Protocol, world: World, action: Action): Generator<Done, string | null> {
  let now = world;
  try {
    for (const single of acts(system, () => now, action)) {
      const progress = act(system, now, single);
      now = progress.world;
      yield { ...progress, act: single };
    }
    return null;
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

/** The single acts of an action. `now` gives the world after the last one. */
function* acts(system: Protocol, now: () => World, action: Action): Generator<Act> {
  if (action.action === 'next') {
    for (let count = action.count ?? 1; count > 0; count--) {
      const message = pick(now());
      if (!message) return;
      yield { action: 'deliver', id: message.id };
    }
  } else if (action.action === 'settle') {
    const limit = action.limit ?? SETTLE_LIMIT;
    for (let done = 0; ; done++) {
      const message = pick(now());
      if (!message) return;
      if (done === limit)
        throw new Refused(`settle still had messages to deliver after ${limit}; a larger limit allows more`);
      yield { action: 'deliver', id: message.id };
    }
  } else if (action.action === 'expect') {
    const difference = unmet(system, now(), action);
    if (difference !== null) throw new Refused(difference);
  } else if (action.action === 'task') {
    for (const part of action.solution) yield* acts(system, now, part);
    const unmetNow = action.until.flatMap((wanted) => unmet(system, now(), wanted) ?? []);
    if (unmetNow.length > 0) throw new Refused(`the task's solution is done, but ${unmetNow.join('; ')}`);
  } else {
    yield action;
  }
}

/** Does one action completely or not at all. */
export function stepWith(system: Protocol, world: World, action: Action): StepResult {
  const { done, failure } = unroll(system, world, action);
  if (failure !== undefined) return { ok: false, error: failure };
  const last = done.at(-1);
  return { ok: true, world: last?.world ?? world, events: done.flatMap(({ events }) => events) };
}
