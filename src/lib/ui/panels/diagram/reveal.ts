import type { Pill } from '../../../picture/diagram/pills';
import type { Arrow } from '../../../picture/diagram/run';
import { nowOf, xOf, type Scale } from '../../../picture/diagram/view';

/** The extent between two positions. */
interface Extent {
  readonly from: number;
  readonly to: number;
}

/** The horizontal extent of an arrow at the step shown. One in flight ends with its pill, in the gutter. */
export function extentOf({ message, sent, end }: Arrow, scale: Scale, pills: readonly Pill[]): Extent {
  const from = xOf(scale, sent);
  const future = sent > scale.present;
  if (end && (future || end.step <= scale.present)) return { from, to: xOf(scale, end.step) };
  if (future) return { from, to: xOf(scale, scale.last) };
  const pill = pills.find(({ id }) => id === message.id);
  return { from, to: nowOf(scale) + (pill ? pill.x + pill.room : scale.gutter) };
}

/** The margin around what is scrolled into view. */
const MARGIN = 24;

/**
 * The scroll position with an extent in view, moved as little as possible. If the extent is longer than the window, its
 * beginning is shown.
 *
 * @param at the current scroll position
 * @param room the size of the window, in the same pixels
 */
export function revealed(at: number, room: number, { from, to }: Extent): number {
  if (from >= at && to <= at + room) return at;
  const margin = Math.max(0, Math.min(MARGIN, (room - (to - from)) / 2));
  const most = from - margin;
  const least = to + margin - room;
  return Math.max(0, Math.min(most, Math.max(least, at)));
}
