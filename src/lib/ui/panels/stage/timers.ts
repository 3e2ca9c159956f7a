import type { TimerKind } from '../../../protocol/event';
import type { ActorId } from '../../../protocol/message';
import type { World } from '../../../sim/world';

/** A node's running timer in virtual time. */
export interface TimerShown {
  readonly kind: TimerKind;
  /** The share of its time that is left, from 1 to 0; what is overdue has none. */
  readonly left: number;
  /** In virtual milliseconds. */
  readonly dueIn: number;
}

/** null: the node has none. */
export function timerOf({ timers, now }: World, id: ActorId): TimerShown | null {
  const timer = timers[id];
  if (!timer) return null;
  const dueIn = Math.max(0, timer.due - now);
  const length = timer.due - timer.setAt;
  return { kind: timer.kind, dueIn, left: length > 0 ? Math.min(1, dueIn / length) : 0 };
}
