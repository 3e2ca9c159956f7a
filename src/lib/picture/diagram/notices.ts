import type { DrawnArrow } from './arrows';
import { zoomed } from './view';

const FATES = { delivered: 'Delivered', dropped: 'Dropped', lost: 'Lost' } as const;

/** Why Enter opens nothing: what is known of the message chosen, or that none is. */
export function notOpened(lit: DrawnArrow | null): string {
  if (lit === null) return 'No message is chosen: the up and down keys choose one.';
  const { sent, end } = lit.arrow;
  if (lit.future || end === null) return `Sent in step ${sent}, not yet: it can be opened from there on.`;
  return `${FATES[end.fate]} in step ${end.step} already.`;
}

/** Why zooming does nothing; null: there is a zoom further in or out. */
export function notZoomed(column: number, by: number): string | null {
  if (zoomed(column, by) !== column) return null;
  return by > 0 ? 'Zoom is at its largest.' : 'Zoom is at its smallest.';
}

/** How far the part in view reaches, of the whole, in pixels. */
export interface Reach {
  readonly left: number;
  readonly width: number;
  readonly whole: number;
}

/** Why going along the time does nothing; null: there is more that way. */
export function notPanned({ left, width, whole }: Reach, by: 1 | -1): string | null {
  if (by < 0) return left >= 1 ? null : 'This is the start of the run.';
  return left + width < whole - 1 ? null : 'This is the end of the run.';
}
