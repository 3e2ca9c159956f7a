import type { ActorId, Message } from '../protocol/message';
import type { Act } from './act';
import { arrival, deliverable } from './network';
import type { World } from './world';

/** Next's choice: the oldest deliverable message. null: there is none; only a person fires timers. */
export function pick(world: World): Message | null {
  return deliverable(world)[0] ?? null;
}

export type Due =
  | { readonly at: number; readonly message: Message }
  | { readonly at: number; readonly node: ActorId; readonly timer: 'election' | 'heartbeat' };

/**
 * What is due first in virtual time: a deliverable message or a running timer. A message goes before a timer, an older
 * message before a newer one. Whatever is overdue is due now.
 */
export function nextDue(world: World): Due | null {
  const messages: Due[] = deliverable(world).map((message) => ({ at: arrival(world, message), message }));
  const timers: Due[] = Object.entries(world.timers).map(([node, { due, kind }]) => ({
    at: due,
    node,
    timer: kind,
  }));
  let first: Due | null = null;
  for (const due of [...messages, ...timers]) if (!first || due.at < first.at) first = due;
  return first && { ...first, at: Math.max(first.at, world.now) };
}

/** The plain act for what is due, as the run records it. */
export function actOf(due: Due): Act {
  if ('message' in due) return { action: 'deliver', id: due.message.id };
  return { action: due.timer === 'election' ? 'timeout' : 'heartbeat', node: due.node };
}
