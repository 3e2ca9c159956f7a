import { shown } from '../protocol/quote';
import type { Setup } from '../protocol/setup';
import type { System } from '../run/system';
import { isSystemName, type SystemName } from './registry';
import { gossip } from './systems/gossip';
import { multipaxos } from './systems/multipaxos';
import { raft } from './systems/raft';
import { single } from './systems/single';

/** All systems at once, for code that cannot wait for one to load: the functions of `index.ts`, and tests. */
export const SYSTEMS: Readonly<Record<SystemName, System>> = { raft, multipaxos, single, gossip };

/** The system that a set-up runs. @throws if there is no such system */
export function systemOf({ system }: Pick<Setup, 'system'>): System {
  if (!isSystemName(system)) throw new Error(`there is no system ${shown(system)}`);
  return SYSTEMS[system];
}
