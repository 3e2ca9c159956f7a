import { required } from '../../protocol/known';

/** The size and window of the diagram. Lengths in CSS pixels. */
export interface View {
  /** The height of the lanes, without the axis. */
  readonly height: number;
  /** The font size. */
  readonly font: number;
  /** The width of a step. */
  readonly column: number;
  /** The least height of anything that can be pressed. */
  readonly target: number;
  /** Pills without words if they need more than one column, because the history needs the width. */
  readonly brief?: boolean;
}

/** The zoom levels, as widths of a step. */
export const ZOOMS = [3, 4.5, 7, 10, 14, 20, 28, 40, 56, 80] as const;

/** The initial width of a step: room for words between two arrows. */
export function zoomFor(font: number): number {
  return ZOOMS.find((zoom) => zoom >= font + 20) ?? 40;
}

/** The font size for which strokes and marks are designed; they scale with it. */
const FONT_DRAWN = 12;

export const strokeScale = ({ font }: View): number => Math.max(1, font / FONT_DRAWN);

/** The next zoom level; `by`: how many levels in, or out if negative. */
export function zoomed(column: number, by: number): number {
  const at = ZOOMS.findIndex((zoom) => zoom >= column);
  const to = Math.max(0, Math.min(ZOOMS.length - 1, (at < 0 ? ZOOMS.length - 1 : at) + by));
  return required(ZOOMS[to], 'the zoom');
}

/** Room before the first step, where lines begin, and after the last one. */
export const START = 8;
const END = 16;

/** The positions of steps on the time axis. After the step shown, a gutter holds the messages in flight. */
export interface Scale {
  readonly column: number;
  readonly present: number;
  readonly last: number;
  /** The width of the gutter after the present. */
  readonly gutter: number;
}

/** The middle of a step's column. */
export function xOf({ column, present, gutter }: Scale, step: number): number {
  return START + (step + 0.5) * column + (step > present ? gutter : 0);
}

/** The line between the step shown and the future. */
export function nowOf({ column, present }: Scale): number {
  return START + (present + 1) * column;
}

export function widthOf({ column, last, gutter }: Scale): number {
  return START + (last + 1) * column + gutter + END;
}

/** The step whose column is at `x`; null: none, or the gutter is there. */
export function stepAt(scale: Scale, x: number): number | null {
  const now = nowOf(scale);
  if (x >= now && x < now + scale.gutter) return null;
  const along = x < now ? x : x - scale.gutter;
  const step = Math.floor((along - START) / scale.column);
  return step >= 0 && step <= scale.last ? step : null;
}

/** The first and last step visible between two x positions. There is always one. */
export function stepsBetween(scale: Scale, left: number, right: number): { from: number; to: number } {
  const nearest = (x: number) => {
    const now = nowOf(scale);
    const along = x < now ? x : Math.max(now, x - scale.gutter);
    const step = Math.floor((along - START) / scale.column);
    return Math.max(0, Math.min(scale.last, step));
  };
  return { from: nearest(left), to: nearest(right) };
}
