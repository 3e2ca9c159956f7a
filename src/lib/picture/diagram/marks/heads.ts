import { itemAt } from '../../../protocol/known';
import type { LabelKind } from '../../../protocol/label';
import type { Segment } from '../arrows';
import { circle, n, type Ink, type PathMark } from './mark';

/** The gap between the tip of an arrow and the middle of its receiver's line. */
const SHORT = 3;

/** The size of a head: backwards from its tip, and to each side. */
const LONG = 8.5;
const HALF = 3.7;

type Point = readonly [back: number, aside: number];
type Style = Pick<PathMark, 'stroke' | 'fill' | 'width'>;

const TRIANGLE: readonly Point[] = [
  [0, 0],
  [LONG, HALF],
  [LONG, -HALF],
];
/** Each kind of message has its own head, for people who cannot tell the colours. A request for votes: a diamond. */
const OUTLINES: Readonly<Record<Exclude<LabelKind, 'learn'>, readonly Point[]>> = {
  elect: [
    [0, 0],
    [LONG * 0.6, HALF],
    [LONG * 1.2, 0],
    [LONG * 0.6, -HALF],
  ],
  replicate: TRIANGLE,
  assent: [
    [LONG, HALF],
    [0, 0],
    [LONG, -HALF],
  ],
  refusal: TRIANGLE,
  client: [
    [0, 0],
    [LONG * 1.15, HALF],
    [LONG * 0.65, 0],
    [LONG * 1.15, -HALF],
  ],
};

/** The head of an arrow that arrives. `size`: the scale, 1 for the smallest text. */
export function headMark(
  kind: LabelKind,
  segment: Segment,
  size: number,
  stroke: Ink,
): Style & { d: string } {
  if (kind === 'learn') {
    const [x, y] = itemAt(pointsOf(segment, [[HALF, 0]], size), 0);
    return { fill: stroke, d: circle(x, y, HALF * size) };
  }
  const [first, ...others] = pointsOf(segment, OUTLINES[kind], size).map(([x, y]) => `${n(x)} ${n(y)}`);
  const d = `M${first}L${others.join('L')}`;
  if (kind === 'assent') return { stroke, width: 2.2 * size, d };
  if (kind === 'refusal') return { stroke, width: 1.5 * size, fill: 'panel', d: `${d}z` };
  return { fill: stroke, d: `${d}z` };
}

function pointsOf(segment: Segment, points: readonly Point[], size: number): (readonly [number, number])[] {
  const [ux, uy] = along(segment);
  return points.map(([back, aside]) => {
    const length = (SHORT + back) * size;
    return [
      segment.x2 - ux * length - uy * aside * size,
      segment.y2 - uy * length + ux * aside * size,
    ] as const;
  });
}

/** The direction of a segment. */
export function along({ x1, y1, x2, y2 }: Segment): readonly [number, number] {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  return [(x2 - x1) / length, (y2 - y1) / length];
}
