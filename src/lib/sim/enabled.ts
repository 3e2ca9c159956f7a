import type { TimerKind } from '../protocol/event';
import type { ActorId } from '../protocol/message';
import type { Protocol } from '../protocol/protocol';
import type { Act } from './act';
import { deliverable } from './network';
import type { World } from './world';

/** Whether this timer can be fired at this node now. */
export function hasTimer(system: Protocol, { nodes }: World, id: ActorId, timer: TimerKind): boolean {
  const node = nodes[id];
  return node !== undefined && node.alive && system.timers(node).includes(timer);
}

/**
 * Every act that can be done now, Next's pick first: deliver, timeout, heartbeat, crash, restart, retry, drop, duplicate
 * and heal. `request` and `partition` are open-ended and left out.
 */
export function enabledIn(system: Protocol, world: World): Act[] {
  const nodes = Object.values(world.nodes);
  const up = nodes.filter(({ alive }) => alive);
  const inFlight = world.network.inFlight.map(({ id }) => id);
  const waiting = Object.values(world.clients).filter((client) => client.waiting);
  return [
    ...deliverable(world).map(({ id }): Act => ({ action: 'deliver', id })),
    ...up
      .filter((node) => hasTimer(system, world, node.id, 'election'))
      .map(({ id }): Act => ({ action: 'timeout', node: id })),
    ...up
      .filter((node) => hasTimer(system, world, node.id, 'heartbeat'))
      .map(({ id }): Act => ({ action: 'heartbeat', node: id })),
    ...up.map(({ id }): Act => ({ action: 'crash', node: id })),
    ...nodes.filter(({ alive }) => !alive).map(({ id }): Act => ({ action: 'restart', node: id })),
    ...waiting.map(({ id }): Act => ({ action: 'retry', client: id })),
    ...inFlight.map((id): Act => ({ action: 'drop', id })),
    ...inFlight.map((id): Act => ({ action: 'duplicate', id })),
    ...(world.network.groups === null ? [] : [{ action: 'heal' } as const]),
  ];
}
