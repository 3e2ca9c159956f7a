import { shown } from '../protocol/quote';
import type { Setup } from '../protocol/setup';
import type { MovingSystem, System } from '../protocol/system';
import { atRest } from '../systems/raft/at-rest';

/**
 * The systems that can run, by the name that `system` has in a scenario. Raft is there from the start, at rest: how its nodes
 * move comes with `moving.ts`, or with the other systems in `registry.ts`, which whoever reads scenarios imports. So a page that begins
 * with Raft need not wait for them.
 *
 * A system's own node type is its own affair: outside, a node is a NodeState.
 */
export const SYSTEMS: Record<string, System> = { raft: atRest };

/** The system that a set-up runs. */
export function systemOf(setup: Setup): System {
  const system = Object.hasOwn(SYSTEMS, setup.system) ? SYSTEMS[setup.system] : undefined;
  if (!system) throw new Error(`no system ${shown(setup.system)} is registered`);
  return system;
}

/** The same, with how its nodes move, which must have come by now. */
export function movingSystemOf(setup: Setup): MovingSystem {
  const system = systemOf(setup);
  if (!('receive' in system)) throw new Error(`how ${setup.system} moves has not been imported`);
  return system as MovingSystem;
}
