/** The simulator with the systems it steps: what `sim` does for any system, done for the one that a scenario names. */
import { violationsIn } from '../checks/safety';
import type { Violation } from '../checks/violation';
import type { ProtocolEvent } from '../protocol/event';
import type { Act } from '../sim/act';
import { fold, unmetViolations, violationsOf, type Failure } from '../run/fold';
import type { Action } from '../sim/action';
import { begin } from '../sim/begin';
import { collect } from '../sim/collect';
import { enabledIn } from '../sim/enabled';
import { inspectWith, type WorldView } from '../sim/inspect';
import type { Progress } from '../sim/progress';
import type { Scenario } from '../sim/scenario';
import { stepWith, type StepResult } from '../sim/step';
import type { World } from '../sim/world';
import { malformed } from './malformed';
import { systemOf } from './all-systems';

/** The set-up of a scenario alone, no steps done. */
export function start(scenario: Scenario): World {
  return begin(systemOf(scenario.setup), scenario.setup).world;
}

/**
 * Does one action, all of it or, with an error that says why, nothing. What an `expect violation` asks is answered from this
 * world alone; `play` has the whole run. What is no action is refused too.
 */
export function step(world: World, action: Action): StepResult {
  const wrong = malformed(action);
  if (wrong !== null) return { ok: false, error: wrong };
  const result = stepWith(systemOf(world.setup), world, action);
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

/**
 * What the run's system promises and this run broke, each at the first world that shows it.
 *
 * @param worlds worlds of one run in order; there may be gaps, and the beginning may be missing.
 */
export function checkSafety(worlds: readonly World[]): Violation[] {
  const [first] = worlds;
  return first ? [...violationsIn(systemOf(first.setup).checks, worlds)] : [];
}

export interface Run {
  /** `worlds[0]` before any step, then one a delivery or other single act. */
  readonly worlds: readonly World[];
  /** `events[i]` happened on the way to `worlds[i]`; `events[0]` at the start. */
  readonly events: readonly (readonly ProtocolEvent[])[];
  /** Where the run stopped short. The worlds before it stand. */
  readonly failure?: Failure;
}

/** What one act of a run led to. */
export interface Played extends Progress {
  /** The number of the `[[step]]` table that it belongs to, from 1; 0: the start. */
  readonly step: number;
}

/** Plays a scenario: a pure fold of its actions over its set-up. */
export function play(scenario: Scenario): Run {
  const { items, result: failure } = collect(playing(scenario));
  const run = { worlds: items.map(({ world }) => world), events: items.map(({ events }) => events) };
  return failure === null ? run : { ...run, failure };
}

/**
 * The same act by act, the start first, for who does not play a long run at once: whatever its steps unroll to, a run has
 * 10,000 acts at most.
 *
 * @returns where the run stopped short, if it did.
 */
export function* playing(scenario: Scenario): Generator<Played, Failure | null> {
  // Watching a whole run takes longer than the run: it is done where the scenario asks for it.
  const watch = scenario.steps.some((one) => malformed(one) === null && violationsOf(one).length > 0);
  const acts = fold(systemOf(scenario.setup), scenario, { watch, wrong: malformed });
  let next = acts.next();
  for (; !next.done; next = acts.next()) {
    const { value } = next;
    yield { world: value.world, events: value.events, step: value.act === null ? 0 : value.of.number };
  }
  return next.value && { ...next.value, message: `step ${next.value.step}: ${next.value.message}` };
}
