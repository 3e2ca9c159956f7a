/** The search, bound to the systems. */
import { seconds } from '../explore/clock';
import { exploreFrom, type Subject } from '../explore/explore';
import { minimiseWith } from '../explore/minimise';
import type { ExploreOptions, ExploreResult, Goal } from '../explore/options';
import type { Scenario } from '../sim/scenario';
import { systemOf } from './all-systems';
import { play } from './run';

/**
 * Searches for the shortest run that reaches a goal, from the end of the scenario's steps.
 *
 * @returns what was found, or how far the search went; the same each time unless a bound in seconds is set
 * @throws if the scenario's own steps cannot be done, or the goal names a node or client that does not exist
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
 * A scenario that still reaches the goal with fewer acts, or with a smaller set-up.
 *
 * @returns the scenario unchanged if it does not reach the goal
 */
export function minimise(scenario: Scenario, goal: Goal): Scenario {
  return minimiseWith(systemOf(scenario.setup), scenario, goal);
}
