import type { ActorId } from '../../../protocol/message';
import type { System } from '../../../protocol/system';
import type { World } from '../../../sim/world';

/** A node's running timer as it is shown. */
export interface TimerShown {
  /** The share of its time that is left, from 1 to 0; what is overdue has none. */
  readonly left: number;
  readonly told: string;
}

/** The node's timer in virtual time; null: it has none. */
export function timerOf(system: System, { timers, now }: World, id: ActorId): TimerShown | null {
  const timer = timers[id];
  if (!timer) return null;
  const remaining = Math.max(0, timer.due - now);
  const length = timer.due - timer.setAt;
  return {
    left: length > 0 ? Math.min(1, remaining / length) : 0,
    told: `${system.timerWords[timer.kind].name} in ${remaining} ms`,
  };
}
