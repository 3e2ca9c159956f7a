import type { LabelKind } from '../../../protocol/label';
import type { DrawnArrow, Segment } from '../arrows';
import type { Fate } from '../run';
import { along, headMark } from './heads';
import { batched, circle, cross, line, n, type Ink, type Mark, type PathMark } from './mark';

const DASHES: Readonly<Record<DrawnArrow['state'], string | undefined>> = {
  delivered: undefined,
  dropped: '2 3',
  lost: '2 3',
  open: '6 4',
  held: '9 3 2 3',
};

/** If more arrows are open than this, they are drawn thin; otherwise they would merge into one dark field. */
const OPEN_WIDE_MOST = 24;

/** All arrows. `size`: the scale, 1 for the smallest text. */
export function arrowMarks(arrows: readonly DrawnArrow[], size: number, width = 1.6): Mark[] {
  const paths: PathMark[] = [];
  const add: Add = (style, d) => void paths.push({ kind: 'path', ...style, d });
  const crowded = arrows.filter(({ state }) => state === 'open').length > OPEN_WIDE_MOST;
  for (const arrow of arrows) {
    const thin = crowded && arrow.state === 'open' ? 0.5 : 1;
    addArrow(arrow, size, width * thin * size, add);
  }
  return batched(paths);
}

type Add = (style: Omit<PathMark, 'd' | 'kind'>, d: string) => void;

function addArrow(arrow: DrawnArrow, size: number, width: number, add: Add): void {
  const { state, future, bend, later } = arrow;
  const { kind } = arrow.arrow.label;
  const stroke: Ink = future ? 'strong-line' : `${kind}-mark`;
  const dash = DASHES[state];
  add({ stroke, width, ...(dash !== undefined && { dash }) }, shaft(arrow, bend));
  if (arrow.arrow.copyOf !== null) add({ fill: stroke }, circle(arrow.x1, arrow.y1, 3 * size));
  if (state === 'held') add({ stroke, width: width + 0.6 }, bars(arrow, size));
  else if (state !== 'open') addEnd(arrow, state, kind, size, stroke, add);
  if (later) {
    add({ stroke: 'strong-line', width: 1.2 * size, dash: '2 4' }, shaft(later, 0));
    addEnd(later, later.fate, kind, size, 'strong-line', add);
  }
}

function shaft({ x1, y1, x2, y2 }: Segment, bend: number): string {
  if (bend === 0) return line(x1, y1, x2, y2);
  return `M${n(x1)} ${n(y1)}Q${n((x1 + x2) / 2)} ${n(y1 - bend)} ${n(x2)} ${n(y2)}`;
}

/** Delivered: the arrow head of its kind. Dropped: a cross in mid-air. Lost: a crossed ring at the receiver. */
function addEnd(segment: Segment, fate: Fate, kind: LabelKind, size: number, stroke: Ink, add: Add): void {
  const { x2, y2 } = segment;
  if (fate === 'dropped') return add({ stroke, width: 2.4 * size }, cross(x2, y2, 4.5 * size));
  if (fate === 'lost') {
    add({ stroke, width: 1.8 * size, fill: 'panel' }, circle(x2, y2, 5.5 * size));
    return add({ stroke, width: 1.8 * size }, cross(x2, y2, 3.2 * size));
  }
  const { d, ...style } = headMark(kind, segment, size, stroke);
  add(style, d);
}

/** Two bars across an arrow that a partition holds. */
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
