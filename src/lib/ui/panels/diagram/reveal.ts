import type { Pill } from '../../../picture/diagram/pills';
import type { Arrow } from '../../../picture/diagram/run';
import { nowOf, xOf, type Scale } from '../../../picture/diagram/view';

/** What stands between two places. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Where an arrow begins and ends along the time at the step shown; one in flight ends with its pill, where time stands open. */
export function extentOf({ message, sent, end }: Arrow, scale: Scale, pills: readonly Pill[]): Extent {
  const from = xOf(scale, sent);
  const future = sent > scale.present;
  if (end && (future || end.step <= scale.present)) return { from, to: xOf(scale, end.step) };
  if (future) return { from, to: xOf(scale, scale.last) };
  const pill = pills.find(({ id }) => id === message.id);
  return { from, to: nowOf(scale) + (pill ? pill.x + pill.room : scale.gutter) };
}

/** Left free around what is brought into view. */
const MARGIN = 24;

/**
 * Where to scroll so that an extent is in view: as little as possible, and not at all where it is in view. Of one that is longer
 * than what can be seen, the beginning is shown.
 *
 * @param at where it is scrolled to.
 * @param room how much can be seen, in the same pixels.
 */
export function revealed(at: number, room: number, { from, to }: Extent): number {
  if (from >= at && to <= at + room) return at;
  const margin = Math.max(0, Math.min(MARGIN, (room - (to - from)) / 2));
  const most = from - margin;
  const least = to + margin - room;
  return Math.max(0, Math.min(most, Math.max(least, at)));
}
