import type { ActorId, Message } from '../protocol/message';
import type { Act } from './act';
import { arrival, deliverable } from './network';
import type { World } from './world';

/** Next's choice: the oldest deliverable message. null: there is none; only a person fires timers. */
export function pick(world: World): Message | null {
  return deliverable(world)[0] ?? null;
}

type Due =
  | { readonly at: number; readonly message: Message }
  | { readonly at: number; readonly node: ActorId; readonly timer: 'election' | 'heartbeat' };

/**
 * What is due first in virtual time: a deliverable message or a running timer. A message goes before a timer, an older
 * message before a newer one. Whatever is overdue is due now.
 */
export function nextDue(world: World): Due | null {
  let first: Due | null = null;
  for (const message of deliverable(world)) {
    const at = arrival(world, message);
    if (!first || at < first.at) first = { at, message };
  }
  for (const [node, { due, kind }] of Object.entries(world.timers)) {
    if (!first || due < first.at) first = { at: due, node, timer: kind };
  }
  return first && { ...first, at: Math.max(first.at, world.now) };
}

/** The plain act for what is due, as the run records it. */
export function actOf(due: Due): Act {
  if ('message' in due) return { action: 'deliver', id: due.message.id };
  return { action: due.timer === 'election' ? 'timeout' : 'heartbeat', node: due.node };
}
