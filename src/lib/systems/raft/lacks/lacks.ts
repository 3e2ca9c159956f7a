/** What has not happened yet in a Raft cluster, and what it still lacks: read from the nodes and from what is in flight, nothing guessed. */
import type { Lack, Surroundings } from '../../../protocol/lack';
import type { ActorId } from '../../../protocol/message';
import type { Setup } from '../../../protocol/setup';
import { environmentOf } from '../environment';
import type { RaftState } from '../state';
import { appendLacks } from './appends';
import { electionLacks } from './elections';
import { entryLacks } from './entries';
import { requestLacks } from './requests';
import type { Scene } from './scene';

export function lacks(
  nodes: Readonly<Record<ActorId, RaftState>>,
  setup: Setup,
  around: Surroundings,
): readonly Lack[] {
  const scene: Scene = { nodes, environment: environmentOf(setup), ...around };
  return Object.values(nodes).flatMap((node) => {
    const leads = node.alive && node.role === 'leader';
    return [
      ...entryLacks(scene, node),
      ...(leads ? [...appendLacks(scene, node), ...requestLacks(scene, node)] : []),
      ...(node.alive && node.role === 'candidate' ? electionLacks(scene, node) : []),
    ];
  });
}
