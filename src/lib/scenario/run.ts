/** The simulator with the systems it steps: what `sim` does for any system, done for the one that a scenario names. */
import { unmetViolation } from '../checks/expect-violation';
import { beginChecks, checkSafety, observe } from '../checks/safety';
import type { ProtocolEvent } from '../protocol/event';
import type { Act } from '../sim/act';
import type { Action } from '../sim/action';
import { begin } from '../sim/begin';
import { enabledIn } from '../sim/enabled';
import { inspectWith, type WorldView } from '../sim/inspect';
import type { Scenario } from '../sim/scenario';
import { stepWith, unroll, type StepResult } from '../sim/step';
import type { World } from '../sim/world';
import { movingSystemOf, systemOf } from './registry';

/** The set-up of a scenario alone, no steps done. */
export function start(scenario: Scenario): World {
  return begin(systemOf(scenario.setup), scenario.setup).world;
}

/**
 * Does one action, all of it or, with an error that says why, nothing. What an `expect violation` asks is answered from this
 * world alone; `play` has the whole run.
 */
export function step(world: World, action: Action): StepResult {
  const expected = violationOf(action);
  const error = expected === null ? null : unmetViolation(checkSafety([world]), expected);
  if (error !== null) return { ok: false, error };
  return stepWith(movingSystemOf(world.setup), world, action);
}

/** Every action that can be done now, Next's pick first. */
export function enabled(world: World): Act[] {
  return enabledIn(systemOf(world.setup), world);
}

/** The world as plain JSON with the names of the scenario format. */
export function inspect(world: World): WorldView {
  return inspectWith(systemOf(world.setup), world);
}

export interface Run {
  /** `worlds[0]` before any step, then one a delivery or other single act. */
  readonly worlds: readonly World[];
  /** `events[i]` happened on the way to `worlds[i]`; `events[0]` at the start. */
  readonly events: readonly (readonly ProtocolEvent[])[];
  /** Where the run stopped short: the number of the `[[step]]` table, from 1, and why. The worlds before it stand. */
  readonly failure?: { readonly step: number; readonly message: string };
}

/** Plays a scenario: a pure fold of its actions over its set-up. */
export function play(scenario: Scenario): Run {
  const system = movingSystemOf(scenario.setup);
  const started = begin(system, scenario.setup);
  const worlds = [started.world];
  const events = [started.events];
  /** The whole run is watched only where the scenario asks. */
  let checks = scenario.steps.some((one) => violationOf(one) !== null) ? beginChecks(started.world) : null;
  for (const [i, { note: _note, ...action }] of scenario.steps.entries()) {
    const { done, failure: refused } = unroll(system, worlds.at(-1) as World, action as Action);
    for (const progress of done) {
      if (checks) checks = observe(checks, worlds.at(-1) as World, progress.world);
      worlds.push(progress.world);
      events.push(progress.events);
    }
    const expected = violationOf(action as Action);
    const failure =
      refused ?? (checks && expected !== null ? unmetViolation(checks.violations, expected) : null);
    if (failure !== null)
      return { worlds, events, failure: { step: i + 1, message: `step ${i + 1}: ${failure}` } };
  }
  return { worlds, events };
}

/** The violation that an `expect` asks for, or `none`; null: the action asks for no violation. */
function violationOf(action: Action): string | null {
  return action.action === 'expect' && 'violation' in action ? action.violation : null;
}
