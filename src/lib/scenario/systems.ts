import type { Setup } from '../protocol/setup';
import type { System } from '../protocol/system';
import { atRest } from '../raft/at-rest';

/**
 * The systems that can run, by the name that `system` has in a scenario. Raft is there from the start, at rest: how its nodes
 * move comes with `moving.ts`, or with the other systems in `registry.ts`, which whoever reads scenarios imports. So a page that begins
 * with Raft need not wait for them.
 *
 * A system's own node type is its own affair: outside, a node is a NodeState.
 */
export const SYSTEMS: Record<string, System> = { raft: atRest as unknown as System };

/** The system that a set-up runs. */
export function systemOf(setup: Setup): System {
  const system = SYSTEMS[setup.system];
  if (!system) throw new Error(`no system ${setup.system} is registered`);
  return system;
}
