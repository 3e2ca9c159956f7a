/** The simulator bound to the systems: each function runs the system that the scenario names. */
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

/** The world at step 0. */
export function start(scenario: Scenario): World {
  return begin(systemOf(scenario.setup), scenario.setup).world;
}

/**
 * Does one action completely, or not at all with an error that says why. An `expect violation` is checked against this
 * world alone; `play` knows the whole run. A value that is not an action is refused.
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
 * The violations of a run, each at the first world that shows it.
 *
 * @param worlds worlds of one run in order; some may be missing, also at the beginning
 */
export function checkSafety(worlds: readonly World[]): Violation[] {
  const [first] = worlds;
  return first ? [...violationsIn(systemOf(first.setup).checks, worlds)] : [];
}

export interface Run {
  /** `worlds[0]` is before any step; then there is one for each single act. */
  readonly worlds: readonly World[];
  /** `events[i]` happened on the way to `worlds[i]`; `events[0]` at the start. */
  readonly events: readonly (readonly ProtocolEvent[])[];
  /** Why the run stopped early. The worlds before it are valid. */
  readonly failure?: Failure;
}

/** The result of one act of a run. */
interface Played extends Progress {
  /** The number of its `[[step]]` table, from 1; 0: the start. */
  readonly step: number;
}

/** Plays a scenario: a pure fold of its actions over its set-up. */
export function play(scenario: Scenario): Run {
  const { items, result: failure } = collect(playing(scenario));
  const run = { worlds: items.map(({ world }) => world), events: items.map(({ events }) => events) };
  return failure === null ? run : { ...run, failure };
}

/**
 * The same as a generator of single acts, beginning with the start, for callers that do not play a long run at once. A run
 * has at most 10,000 acts, whatever its steps unroll to.
 *
 * @returns why the run stopped early, if it did
 */
export function* playing(scenario: Scenario): Generator<Played, Failure | null> {
  // Checking a whole run takes longer than the run, so it is done only if the scenario expects a violation.
  const watch = scenario.steps.some((one) => malformed(one) === null && violationsOf(one).length > 0);
  const acts = fold(systemOf(scenario.setup), scenario, { watch, wrong: malformed });
  let next = acts.next();
  for (; !next.done; next = acts.next()) {
    const { value } = next;
    yield { world: value.world, events: value.events, step: value.act === null ? 0 : value.of.number };
  }
  return next.value && { ...next.value, message: `step ${next.value.step}: ${next.value.message}` };
}
