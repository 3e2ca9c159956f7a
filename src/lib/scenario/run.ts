/** The simulator with the systems it steps: what `sim` does for any system, done for the one that a scenario names. */
import { unmetViolation } from '../checks/expect-violation';
import { beginChecks, checkSafety, observe } from '../checks/safety';
import type { Violation } from '../checks/violation';
import type { ProtocolEvent } from '../protocol/event';
import type { Act } from '../sim/act';
import { actionOf, type Action } from '../sim/action';
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
  const result = stepWith(movingSystemOf(world.setup), world, action);
  const expected = violationsOf(action);
  if (!result.ok || expected.length === 0) return result;
  const error = unmetViolations(checkSafety([world, result.world]), expected);
  return error === null ? result : { ok: false, error };
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
  let checks = scenario.steps.some((one) => violationsOf(one).length > 0) ? beginChecks(started.world) : null;
  for (const [i, one] of scenario.steps.entries()) {
    const action = actionOf(one);
    const { done, failure: refused } = unroll(system, worlds.at(-1) as World, action);
    for (const progress of done) {
      if (checks) checks = observe(checks, worlds.at(-1) as World, progress.world);
      worlds.push(progress.world);
      events.push(progress.events);
    }
    const failure = refused ?? (checks && unmetViolations(checks.violations, violationsOf(action)));
    if (failure !== null)
      return { worlds, events, failure: { step: i + 1, message: `step ${i + 1}: ${failure}` } };
  }
  return { worlds, events };
}

/** The violations that an `expect` or a task asks for, `none` being one. */
function violationsOf(action: Action): string[] {
  const wanted = action.action === 'expect' ? [action] : action.action === 'task' ? action.until : [];
  return wanted.flatMap((one) => ('violation' in one ? one.violation : []));
}

/** What the first of them that is unmet finds different; null: all are met. */
function unmetViolations(found: readonly Violation[], expected: readonly string[]): string | null {
  for (const one of expected) {
    const failure = unmetViolation(found, one);
    if (failure !== null) return failure;
  }
  return null;
}
