import type { World } from '../sim/world';
import type { Checks, CheckState, Violation } from './violation';

/**
 * Checks one more world of a run. Pure. The cost depends on what changed between the two worlds, not on the length of the
 * run.
 *
 * @param before the last world that `state` has seen. Acts may have been missed in between: that alone is never a
 * violation.
 */
export function observe(checks: Checks, state: CheckState, before: World, world: World): CheckState {
  return world === before ? state : checks.observe(state, before, world);
}

/**
 * The violations of a run, each at the first world that shows it.
 *
 * @param worlds worlds of one run in order; some may be missing, also at the beginning
 */
export function violationsIn(checks: Checks, worlds: readonly World[]): readonly Violation[] {
  const [first, ...rest] = worlds;
  if (!first) return [];
  let state = checks.begin(first);
  let before = first;
  for (const world of rest) {
    state = observe(checks, state, before, world);
    before = world;
  }
  return state.violations;
}
