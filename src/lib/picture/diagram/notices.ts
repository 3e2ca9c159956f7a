import type { DrawnArrow } from './arrows';
import { zoomed } from './view';

const FATES = { delivered: 'Delivered', dropped: 'Dropped', lost: 'Lost' } as const;

/** Why Enter opens nothing: what became of the chosen message, or that none is chosen. */
export function notOpened(lit: DrawnArrow | null): string {
  if (lit === null) return 'No message is chosen: the up and down keys choose one.';
  const { sent, end } = lit.arrow;
  if (lit.future || end === null) return `Sent in step ${sent}, not yet: it can be opened from there on.`;
  return `${FATES[end.fate]} in step ${end.step} already.`;
}

/** Why zooming has no effect; null: it has. */
export function notZoomed(column: number, by: number): string | null {
  if (zoomed(column, by) !== column) return null;
  return by > 0 ? 'Zoom is at its largest.' : 'Zoom is at its smallest.';
}

/** The window and the whole diagram, in pixels. */
export interface Reach {
  readonly left: number;
  readonly width: number;
  readonly whole: number;
}

/** Why panning has no effect; null: it has. */
export function notPanned({ left, width, whole }: Reach, by: 1 | -1): string | null {
  if (by < 0) return left >= 1 ? null : 'This is the start of the run.';
  return left + width < whole - 1 ? null : 'This is the end of the run.';
}
