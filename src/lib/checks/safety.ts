import type { World } from '../sim/world';
import { raftChecks } from './raft/checks';
import type { Checks, CheckState, Violation } from './violation';

/** By the name that `system` has in a scenario: Raft's from the start, the others' with them (`scenario/registry.ts`). */
export const CHECKS: Record<string, Checks> = { raft: raftChecks as unknown as Checks };

/** Each memory is its own checks' affair: outside, it is a CheckState. A system without checks promises nothing. */
const checksOf = (system: string): Checks | undefined =>
  Object.hasOwn(CHECKS, system) ? CHECKS[system] : undefined;

/** Begins to watch a run at this world, its first or any later one. */
export function beginChecks(world: World): CheckState {
  return checksOf(world.setup.system)?.begin(world) ?? { violations: [], accused: {} };
}

/**
 * Watches one more world of a run. Pure; what it costs depends on what changed between the two worlds, not on how long the run has been.
 *
 * @param before the world that `state` has seen last. Acts may have been missed between the two: nobody is accused for that.
 */
export function observe(state: CheckState, before: World, world: World): CheckState {
  if (world === before) return state;
  return checksOf(world.setup.system)?.observe(state, before, world) ?? state;
}

/**
 * What the run's system promises and this run broke, each at the first world that shows it.
 *
 * @param worlds worlds of one run in order; there may be gaps, and the beginning may be missing.
 */
export function checkSafety(worlds: readonly World[]): Violation[] {
  const [first, ...rest] = worlds;
  if (!first) return [];
  let state = beginChecks(first);
  let before = first;
  for (const world of rest) {
    state = observe(state, before, world);
    before = world;
  }
  return [...state.violations];
}
