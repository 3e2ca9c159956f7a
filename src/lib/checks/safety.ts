import type { World } from '../sim/world';
import type { Checks, CheckState, Violation } from './violation';

/**
 * Watches one more world of a run. Pure; what it costs depends on what changed between the two worlds, not on how long the run has been.
 *
 * @param before the world that `state` has seen last. Acts may have been missed between the two: nobody is accused for that.
 */
export function observe(checks: Checks, state: CheckState, before: World, world: World): CheckState {
  return world === before ? state : checks.observe(state, before, world);
}

/**
 * What a system promises and this run broke, each at the first world that shows it.
 *
 * @param worlds worlds of one run in order; there may be gaps, and the beginning may be missing.
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
