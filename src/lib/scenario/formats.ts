import { required } from '../protocol/known';
import type { SystemFormat } from './format-of-system';
import { gossipFormat } from './formats/gossip';
import { multipaxosFormat } from './formats/multipaxos';
import { raftFormat } from './formats/raft';
import { singleFormat } from './formats/single';
import type { SystemName } from './registry';

/** What each system adds to the scenario format. A parser needs all of them at once. */
export const FORMATS: Readonly<Record<string, SystemFormat>> = {
  raft: raftFormat,
  multipaxos: multipaxosFormat,
  single: singleFormat,
  gossip: gossipFormat,
} satisfies Record<SystemName, SystemFormat> & Record<string, SystemFormat>;

/** @param systemName a registered system */
export function formatOf(systemName: string): SystemFormat {
  return required(FORMATS[systemName], 'its format');
}
