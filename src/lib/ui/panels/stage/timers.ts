import type { TimerKind } from '../../../protocol/event';
import type { ActorId } from '../../../protocol/message';
import type { World } from '../../../sim/world';

/** A node's timer that runs in virtual time. */
export interface TimerShown {
  readonly kind: TimerKind;
  /** The share of time remaining, from 1 to 0; 0 if it is overdue. */
  readonly left: number;
  /** In virtual milliseconds. */
  readonly dueIn: number;
}

/** null: the node has no running timer. */
export function timerOf({ timers, now }: World, id: ActorId): TimerShown | null {
  const timer = timers[id];
  if (!timer) return null;
  const dueIn = Math.max(0, timer.due - now);
  const length = timer.due - timer.setAt;
  return { kind: timer.kind, dueIn, left: length > 0 ? Math.min(1, dueIn / length) : 0 };
}
