import { observe } from '../checks/safety';
import { unmetViolation } from '../checks/expect-violation';
import type { CheckState } from '../checks/violation';
import type { System } from '../run/system';
import type { Expectation } from '../sim/action';
import { unmet } from '../sim/expect';
import type { World } from '../sim/world';
import type { Goal } from './options';

/** The memory of a run that the goal needs: nothing, or the memory of the checks and the broken promises. */
export interface Memory {
  readonly checks: CheckState;
  /** Names of promises. */
  readonly broken: readonly string[];
}

/** A goal as functions on a run that is followed world by world. */
export interface Asked {
  /** null: the goal does not depend on the past. */
  begin(worlds: readonly World[], known?: CheckState): Memory | null;
  follow(memory: Memory, before: World, world: World): Memory;
  isReached(world: World, memory: Memory | null): boolean;
}

/** What must hold at once for a goal to be reached. */
const expectations = (goal: Goal): readonly Expectation[] => ('reach' in goal ? goal.reach : [goal]);

/** @param system the system that runs, for the fields of nodes */
export function asked(system: System, goal: Goal): Asked {
  const all = expectations(goal);
  const ofWorld = all.filter((one) => !('violation' in one));
  const ofPast = all.flatMap((one) => ('violation' in one ? (one.violation ?? []) : []));
  return {
    begin(worlds, known) {
      if (known && ofPast.length > 0)
        return { checks: { ...known, violations: [], accused: {} }, broken: [] };
      const [first, ...rest] = worlds;
      if (!first || ofPast.length === 0) return null;
      let memory = take(system.checks.begin(first), []);
      let before = first;
      for (const world of rest) {
        memory = this.follow(memory, before, world);
        before = world;
      }
      return memory;
    },
    follow: ({ checks, broken }, before, world) =>
      take(observe(system.checks, checks, before, world), broken),
    isReached: (world, memory) =>
      ofWorld.every((one) => unmet(system, world, one) === null) &&
      ofPast.every((name) => isMet(name, memory?.broken ?? [])),
  };
}

function isMet(expected: string, broken: readonly string[]): boolean {
  if (expected === 'any') return broken.length > 0;
  const violations = broken.map((invariant) => ({ invariant, step: 0, message: '', nodes: [] }));
  return unmetViolation(violations, expected) === null;
}

/** Keeps only the names of violations, so that runs that differ in nothing else are equal. */
function take(checks: CheckState, broken: readonly string[]): Memory {
  const names = checks.violations.map(({ invariant }) => invariant);
  return {
    checks: { ...checks, violations: [], accused: {} },
    broken: names.length === 0 ? broken : [...new Set([...broken, ...names])].sort(),
  };
}
