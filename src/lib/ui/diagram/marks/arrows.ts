import { label } from '../../message/label';
import type { DrawnArrow, Segment } from '../arrows';
import type { Fate } from '../run';
import { batched, circle, cross, KIND_INK, line, n, type Ink, type Mark, type PathMark } from './mark';

const DASHES: Readonly<Record<DrawnArrow['state'], string | undefined>> = {
  delivered: undefined,
  dropped: '2 3',
  lost: '2 3',
  open: '6 4',
  held: '9 3 2 3',
};

/** How far the point of an arrow stays from the middle of the line that it meets. */
const SHORT = 3;
const HEAD = 8;
const HALF_HEAD = 3.4;

/** All arrows. `size`: how much larger than at the smallest text everything is drawn. */
export function arrowMarks(arrows: readonly DrawnArrow[], size: number, width = 1.6): Mark[] {
  const paths: PathMark[] = [];
  const add: Add = (style, d) => void paths.push({ kind: 'path', ...style, d });
  for (const arrow of arrows) addArrow(arrow, size, width * size, add);
  return batched(paths);
}

type Add = (style: Omit<PathMark, 'd' | 'kind'>, d: string) => void;

function addArrow(arrow: DrawnArrow, size: number, width: number, add: Add): void {
  const { state, future, bend, later } = arrow;
  const { kind } = label(arrow.arrow.message);
  const stroke: Ink = future ? 'strong-line' : KIND_INK[kind];
  const dash = DASHES[state];
  add({ stroke, width, ...(dash !== undefined && { dash }) }, shaft(arrow, bend));
  if (arrow.arrow.copyOf !== null) add({ fill: stroke }, circle(arrow.x1, arrow.y1, 3 * size));
  if (state === 'held') add({ stroke, width: width + 0.6 }, bars(arrow, size));
  else if (state !== 'open') addEnd(arrow, state, kind === 'refusal', size, stroke, add);
  if (later) {
    add({ stroke: 'strong-line', width: 1.2 * size, dash: '2 4' }, shaft(later, 0));
    addEnd(later, later.fate, kind === 'refusal', size, 'strong-line', add);
  }
}

function shaft({ x1, y1, x2, y2 }: Segment, bend: number): string {
  if (bend === 0) return line(x1, y1, x2, y2);
  return `M${n(x1)} ${n(y1)}Q${n((x1 + x2) / 2)} ${n(y1 - bend)} ${n(x2)} ${n(y2)}`;
}

/** Delivered: a head, hollow for a refusal. Dropped: a cross in mid-air. Lost: a crossed ring where nobody took it. */
function addEnd(segment: Segment, fate: Fate, refuses: boolean, size: number, stroke: Ink, add: Add): void {
  const { x2, y2 } = segment;
  if (fate === 'dropped') return add({ stroke, width: 2.4 * size }, cross(x2, y2, 4.5 * size));
  if (fate === 'lost') {
    add({ stroke, width: 1.8 * size, fill: 'panel' }, circle(x2, y2, 5.5 * size));
    return add({ stroke, width: 1.8 * size }, cross(x2, y2, 3.2 * size));
  }
  add(refuses ? { stroke, width: 1.5 * size, fill: 'panel' } : { fill: stroke }, head(segment, size));
}

/** The direction of a segment. */
function along({ x1, y1, x2, y2 }: Segment): readonly [number, number] {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  return [(x2 - x1) / length, (y2 - y1) / length];
}

function head(segment: Segment, size: number): string {
  const [ux, uy] = along(segment);
  const [tx, ty] = [segment.x2 - ux * SHORT * size, segment.y2 - uy * SHORT * size];
  const [bx, by] = [tx - ux * HEAD * size, ty - uy * HEAD * size];
  const [sx, sy] = [-uy * HALF_HEAD * size, ux * HALF_HEAD * size];
  return `M${n(tx)} ${n(ty)}L${n(bx + sx)} ${n(by + sy)}L${n(bx - sx)} ${n(by - sy)}z`;
}

/** Two bars across an arrow that a partition stops. */
function bars(segment: Segment, size: number): string {
  const [ux, uy] = along(segment);
  const reach = 5 * size;
  return [8, 12]
    .map((back) => {
      const [x, y] = [segment.x2 - ux * back * size, segment.y2 - uy * back * size];
      return line(x - uy * reach, y + ux * reach, x + uy * reach, y - ux * reach);
    })
    .join('');
}
