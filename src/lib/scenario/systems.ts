import { gossip } from '../gossip/system';
import type { Setup } from '../protocol/setup';
import type { System } from '../protocol/system';
import { raft } from '../raft/system';
import { single } from '../single/system';

/** Every system there is, by the name that `system` has in a scenario. A new system is one line here and one in `formats.ts`. */
const REGISTRY = { raft, single, gossip };

export type SystemName = keyof typeof REGISTRY;

/** A system's own node type is its own affair: outside, a node is a NodeState. */
export const SYSTEMS = REGISTRY as unknown as Readonly<Record<string, System>>;

/** The system that a set-up runs. */
export function systemOf(setup: Setup): System {
  const system = SYSTEMS[setup.system];
  if (!system) throw new Error(`no system ${setup.system} is registered`);
  return system;
}
