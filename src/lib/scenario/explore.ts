/** The search with the systems it searches. */
import { seconds } from '../explore/clock';
import { exploreFrom, type Subject } from '../explore/explore';
import type { ExploreOptions, ExploreResult } from '../explore/options';
import type { Scenario } from '../sim/scenario';
import { movingSystemOf } from './registry';
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
  return { system: movingSystemOf(scenario.setup), scenario, worlds };
}
