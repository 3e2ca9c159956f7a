/** How large the diagram is drawn, and which part of it is in view. Lengths in CSS pixels. */
export interface View {
  /** The height that there is for lanes, without the axis. */
  readonly height: number;
  /** The size of the text. */
  readonly font: number;
  /** How wide a step is. */
  readonly column: number;
  /** How high what is pressed must be. */
  readonly target: number;
  /** Messages in flight that take more than one column stand without words, for the history needs the width. */
  readonly brief?: boolean;
}

/** The widths of a step that zooming passes through. */
export const ZOOMS = [3, 4.5, 7, 10, 14, 20, 28, 40, 56, 80] as const;

/** The width of a step at first: room for words between two arrows. */
export function zoomFor(font: number): number {
  return ZOOMS.find((zoom) => zoom >= font + 20) ?? 40;
}

/** Strokes and marks are drawn for this size of text, and grow with it. */
const FONT_DRAWN = 12;

export const strokeScale = ({ font }: View): number => Math.max(1, font / FONT_DRAWN);

/** The next width of a step; `by`: how many zooms further in, or out where it is negative. */
export function zoomed(column: number, by: number): number {
  const at = ZOOMS.findIndex((zoom) => zoom >= column);
  const to = Math.max(0, Math.min(ZOOMS.length - 1, (at < 0 ? ZOOMS.length - 1 : at) + by));
  return ZOOMS[to] as number;
}

/** Room before the first step, where lines begin, and behind the last one. */
export const START = 8;
export const END = 16;

/** Where steps stand along the time axis. Behind the step shown, time stands open for what is in flight. */
export interface Scale {
  readonly column: number;
  readonly present: number;
  readonly last: number;
  /** How wide time stands open behind the present. */
  readonly gutter: number;
}

/** The middle of a step's column. */
export function xOf({ column, present, gutter }: Scale, step: number): number {
  return START + (step + 0.5) * column + (step > present ? gutter : 0);
}

/** The line between the step shown and what has not happened yet. */
export function nowOf({ column, present }: Scale): number {
  return START + (present + 1) * column;
}

export function widthOf({ column, last, gutter }: Scale): number {
  return START + (last + 1) * column + gutter + END;
}

/** The step whose column is at `x`; null: none, or that is where time stands open. */
export function stepAt(scale: Scale, x: number): number | null {
  const now = nowOf(scale);
  if (x >= now && x < now + scale.gutter) return null;
  const along = x < now ? x : x - scale.gutter;
  const step = Math.floor((along - START) / scale.column);
  return step >= 0 && step <= scale.last ? step : null;
}

/** The first and last step of which anything stands between two places; there is always one. */
export function stepsBetween(scale: Scale, left: number, right: number): { from: number; to: number } {
  const nearest = (x: number) => {
    const now = nowOf(scale);
    const along = x < now ? x : Math.max(now, x - scale.gutter);
    const step = Math.floor((along - START) / scale.column);
    return Math.max(0, Math.min(scale.last, step));
  };
  return { from: nearest(left), to: nearest(right) };
}
