/**
 * What has not happened yet in a MultiPaxos run, and why: read from the nodes and the messages in flight, without
 * guessing.
 */
import type { Lack, Surroundings } from '../../../protocol/lack';
import type { ActorId } from '../../../protocol/message';
import type { Setup } from '../../../protocol/setup';
import { environmentOf } from '../environment';
import type { PaxosState } from '../state';
import { leadLacks } from './leads';
import { applyLacks } from './learners';
import { requestLacks } from './requests';
import { clusterOf } from './cluster';
import { slotLacks } from './slots';

export function lacks(
  nodes: Readonly<Record<ActorId, PaxosState>>,
  setup: Setup,
  around: Surroundings,
): readonly Lack[] {
  const cluster = clusterOf(nodes, environmentOf(setup), around);
  return [
    ...cluster.leaders.flatMap((leader) => [...leadLacks(cluster, leader), ...requestLacks(cluster, leader)]),
    ...slotLacks(cluster),
    ...cluster.learners.flatMap((learner) => applyLacks(cluster, learner)),
  ];
}
