/**
 * What has not happened yet in a Raft cluster, and why: read from the nodes and the messages in flight, without guessing.
 */
import type { Lack, Surroundings } from '../../../protocol/lack';
import type { ActorId } from '../../../protocol/message';
import type { Setup } from '../../../protocol/setup';
import { environmentOf } from '../environment';
import type { RaftState } from '../state';
import { appendLacks } from './appends';
import { electionLacks } from './elections';
import { entryLacks } from './entries';
import { requestLacks } from './requests';
import type { Cluster } from './cluster';

export function lacks(
  nodes: Readonly<Record<ActorId, RaftState>>,
  setup: Setup,
  around: Surroundings,
): readonly Lack[] {
  const cluster: Cluster = { nodes, environment: environmentOf(setup), ...around };
  return Object.values(nodes).flatMap((node) => {
    const leads = node.alive && node.role === 'leader';
    return [
      ...entryLacks(cluster, node),
      ...(leads ? [...appendLacks(cluster, node), ...requestLacks(cluster, node)] : []),
      ...(node.alive && node.role === 'candidate' ? electionLacks(cluster, node) : []),
    ];
  });
}
