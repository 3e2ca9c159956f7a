import type { Setup } from '../protocol/setup';
import type { System } from '../protocol/system';
import { raft } from '../raft/system';

/**
 * The systems that can run, by the name that `system` has in a scenario. Raft is there from the start; the others come with
 * `registry.ts`, which whoever reads scenarios imports, so that a page which begins with Raft need not wait for them.
 *
 * A system's own node type is its own affair: outside, a node is a NodeState.
 */
export const SYSTEMS: Record<string, System> = { raft: raft as unknown as System };

/** The system that a set-up runs. */
export function systemOf(setup: Setup): System {
  const system = SYSTEMS[setup.system];
  if (!system) throw new Error(`no system ${setup.system} is registered`);
  return system;
}
