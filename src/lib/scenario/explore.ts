/** The search with the systems it searches. */
import { seconds } from '../explore/clock';
import { exploreFrom, type Subject } from '../explore/explore';
import { minimiseWith } from '../explore/minimise';
import type { ExploreOptions, ExploreResult, Goal } from '../explore/options';
import type { Scenario } from '../sim/scenario';
import { systemOf } from './all-systems';
import { play } from './run';

/**
 * Looks for the shortest run that reaches a goal, from where the scenario's steps end.
 *
 * @returns what was found, or how far was looked. Without a bound in seconds the same each time.
 * @throws if the scenario's own steps cannot be done, or the goal asks of a node or client that there is not.
 */
export function explore(scenario: Scenario, options: ExploreOptions): ExploreResult {
  return exploreFrom(subjectOf(scenario), options, seconds);
}

export function subjectOf(scenario: Scenario): Subject {
  const { worlds, failure } = play(scenario);
  if (failure) throw new Error(`the search has no place to begin: ${failure.message}`);
  return { system: systemOf(scenario.setup), scenario, worlds };
}

/**
 * The same scenario, or one with a smaller set-up, with fewer acts, that still reaches the goal.
 *
 * @returns the scenario as it is, if it does not reach the goal.
 */
export function minimise(scenario: Scenario, goal: Goal): Scenario {
  return minimiseWith(systemOf(scenario.setup), scenario, goal);
}
