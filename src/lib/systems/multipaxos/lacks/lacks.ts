/** What has not happened yet in a MultiPaxos run, and what it still lacks: read from the nodes and from what is in flight, nothing guessed. */
import type { Lack, Surroundings } from '../../../protocol/lack';
import type { ActorId } from '../../../protocol/message';
import type { Setup } from '../../../protocol/setup';
import { environmentOf } from '../environment';
import type { PaxosState } from '../state';
import { leadLacks } from './leads';
import { applyLacks } from './learners';
import { requestLacks } from './requests';
import { sceneOf } from './scene';
import { slotLacks } from './slots';

export function lacks(
  nodes: Readonly<Record<ActorId, PaxosState>>,
  setup: Setup,
  around: Surroundings,
): readonly Lack[] {
  const scene = sceneOf(nodes, environmentOf(setup), around);
  return [
    ...scene.leaders.flatMap((leader) => [...leadLacks(scene, leader), ...requestLacks(scene, leader)]),
    ...slotLacks(scene),
    ...scene.learners.flatMap((learner) => applyLacks(scene, learner)),
  ];
}
