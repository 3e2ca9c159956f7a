import type { DrawnArrow, Segment } from './arrows';
import type { Taken } from './labels';
import type { Lanes } from './lanes';
import type { Excerpt } from './excerpt';
import { nowOf, strokeScale, xOf, type Scale, type View } from './view';

/** The part of a line within the height of a label, from left to right. */
interface Span {
  readonly left: number;
  readonly right: number;
}

/** How far a label reaches above and below the middle of its gap, in font sizes. */
const HALF_LABEL = 0.56;

interface Ground {
  readonly scale: Scale;
  readonly lanes: Lanes;
  readonly view: View;
}

/** The middle of a gap between two lanes. Gap 0 is above the first lane. */
export function middleOf({ lanes, pitch }: Lanes, row: number): number {
  return (lanes[0]?.y ?? 0) + (row - 0.5) * pitch;
}

/** The gap above an actor's lane; the next one is below it. */
export function rowOf({ lanes }: Lanes, actor: string): number {
  return lanes.findIndex((lane) => lane.actors.some(({ id }) => id === actor));
}

/** The part of a straight line within the labels of a gap; null: there is none. */
export function spanIn(segment: Segment, lanes: Lanes, font: number, row: number): Span | null {
  const { x1, y1, x2, y2 } = segment;
  const middle = middleOf(lanes, row);
  const low = Math.max(Math.min(y1, y2), middle - HALF_LABEL * font);
  const high = Math.min(Math.max(y1, y2), middle + HALF_LABEL * font);
  if (high < low) return null;
  if (y1 === y2) return { left: Math.min(x1, x2), right: Math.max(x1, x2) };
  const slope = (x2 - x1) / (y2 - y1);
  const [a, b] = [x1 + (low - y1) * slope, x1 + (high - y1) * slope];
  return { left: Math.min(a, b), right: Math.max(a, b) };
}

/** The gaps that a line crosses, from the top. */
export function rowsOf({ y1, y2 }: Segment, { lanes, pitch }: Lanes): readonly number[] {
  const above = (y: number) => Math.floor((y - (lanes[0]?.y ?? 0)) / pitch) + 1;
  const [from, to] = [above(Math.min(y1, y2)), above(Math.max(y1, y2))];
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

/** Takes the room where no label may be: outside the run, in the gutter, and on every line and mark. */
export function takeLines(
  taken: Taken,
  arrows: readonly DrawnArrow[],
  excerpt: Excerpt,
  ground: Ground,
): void {
  const { scale, lanes, view } = ground;
  const rows = lanes.lanes.map((_, row) => row).concat(lanes.lanes.length);
  const now = nowOf(scale);
  for (const row of rows) {
    taken.take(row, -1000, 0);
    taken.take(row, now - 1, now + scale.gutter);
  }
  for (const arrow of arrows) {
    for (const segment of arrow.later ? [arrow, arrow.later] : [arrow]) {
      for (const row of arrow.bend > 0 ? [] : rowsOf(segment, lanes)) {
        const span = spanIn(segment, lanes, view.font, row);
        if (span) taken.take(row, span.left, span.right);
      }
    }
  }
  takeMarks(taken, excerpt, ground, rows);
}

/** Ticks reach from their lane into the gaps beside it. The mark of a new leader or a violation crosses all lanes. */
function takeMarks(
  taken: Taken,
  { ticks, violations }: Excerpt,
  ground: Ground,
  rows: readonly number[],
): void {
  const { scale, lanes, view } = ground;
  const half = 4 * strokeScale(view);
  const through = [...ticks.filter(({ kind }) => kind === 'leader'), ...violations];
  for (const { step } of through) {
    const x = xOf(scale, step);
    for (const row of rows) taken.take(row, x - 1.5, x + 1.5);
  }
  for (const { kind, actor, step } of ticks) {
    const x = xOf(scale, step);
    const above = rowOf(lanes, actor);
    if (kind === 'commit') taken.take(above + 1, x - half, x + half);
    else for (const row of [above, above + 1]) taken.take(row, x - 1.5, x + 1.5);
  }
}
