import type { ActorId } from '../../../protocol/message';
import type { Groups } from './cut';
import { between, crossing, edge, shared, type Box, type Point, type Size } from './geometry';

/**
 * The lines along which a partition cuts the ring of nodes, each as a run of points: one curve between the two groups where both stand
 * together, else a spoke from the middle into every gap between neighbours of different groups.
 *
 * @param ring the nodes in the order in which they stand on the ring.
 */
export function cutLines(
  groups: Groups,
  ring: readonly ActorId[],
  boxes: Readonly<Record<ActorId, Box>>,
  centre: Point,
  stage: Size,
): readonly (readonly Point[])[] {
  const groupOf = (id: ActorId) => groups.findIndex((group) => group.includes(id));
  const pairs = ring.map((id, i): [ActorId, ActorId] => [id, ring[(i + 1) % ring.length] as ActorId]);
  const severed = pairs.filter(([a, b]) => groupOf(a) !== groupOf(b));
  const gaps = severed.map(([a, b]) => gapBetween(boxes[a] as Box, boxes[b] as Box, centre, stage));
  const [first, second] = gaps;
  if (!first || !second) return [];
  if (ring.length === 2) return [[first.outer, first.middle, outward(first.middle, first.outer, -1, stage)]];
  if (gaps.length > 2) return gaps.map(({ middle, outer }) => [centre, middle, outer]);
  const smaller = groups
    .map((group) => group.filter((id) => ring.includes(id)))
    .filter((group) => group.length > 0)
    .reduce((least, group) => (group.length < least.length ? group : least));
  const turn = clear(between(centre, middleOf(smaller.map((id) => boxes[id] as Box)), 0.45), boxes) ?? centre;
  return [smooth([first.outer, first.middle, first.inner, turn, second.inner, second.middle, second.outer])];
}

/** How far along the stretch a message gets before a cut stops it. */
export function stoppedAt(from: Point, to: Point, lines: readonly (readonly Point[])[]): number {
  const crossings = lines.flatMap((line) =>
    line.slice(1).flatMap((point, i) => crossing(from, to, line[i] as Point, point) ?? []),
  );
  return crossings.length > 0 ? Math.min(...crossings) : 0.5;
}

/** Between two neighbours, along a line that parts them: where it leaves the stage, its middle, and where it has both behind it. */
interface Gap {
  readonly outer: Point;
  readonly middle: Point;
  readonly inner: Point;
}

function gapBetween(a: Box, b: Box, centre: Point, stage: Size): Gap {
  const middle = between(edge(a, b), edge(b, a), 0.5);
  const apart = {
    x: Math.abs(a.x - b.x) - (a.width + b.width) / 2,
    y: Math.abs(a.y - b.y) - (a.height + b.height) / 2,
  };
  // A straight line if they stand side by side or one above the other, else square to the line from one to the other.
  const along =
    apart.y <= 0 ? { x: 0, y: 1 } : apart.x <= 0 ? { x: 1, y: 0 } : { x: a.y - b.y, y: b.x - a.x };
  const away = (middle.x - centre.x) * along.x + (middle.y - centre.y) * along.y;
  const by = { x: middle.x + along.x, y: middle.y + along.y };
  const way = away < 0 ? -1 : 1;
  const deep =
    along.x === 0 ? a.height / 2 + 12 : along.y === 0 ? a.width / 2 + 12 - Math.abs(a.x - b.x) / 2 : 0;
  return {
    outer: outward(middle, by, way, stage),
    middle,
    inner: { x: middle.x - way * along.x * deep, y: middle.y - way * along.y * deep },
  };
}

/** Where the line from `from` through `by`, or the other way, leaves the stage. */
function outward(from: Point, by: Point, way: 1 | -1, stage: Size): Point {
  const [dx, dy] = [way * (by.x - from.x), way * (by.y - from.y)];
  const reach = (at: number, step: number, most: number) =>
    step === 0 ? Infinity : ((step > 0 ? most : 0) - at) / step;
  const share = Math.min(reach(from.x, dx, stage.width), reach(from.y, dy, stage.height));
  return { x: from.x + dx * share, y: from.y + dy * share };
}

function middleOf(boxes: readonly Box[]): Point {
  const mean = (of: (box: Box) => number) => boxes.reduce((sum, box) => sum + of(box), 0) / boxes.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}

/** A point that no card covers; null: one does. */
function clear(point: Point, boxes: Readonly<Record<ActorId, Box>>): Point | null {
  const spot = { ...point, width: 16, height: 16 };
  return Object.values(boxes).some((box) => shared(spot, box) > 0) ? null : point;
}

/** The points with their corners cut three times (Chaikin): a curve that never swings beyond them. */
function smooth(points: readonly Point[], times = 3): readonly Point[] {
  if (times === 0) return points;
  const cut = points
    .slice(1)
    .flatMap((to, i) => [between(points[i] as Point, to, 0.25), between(points[i] as Point, to, 0.75)]);
  return smooth([points[0] as Point, ...cut, points.at(-1) as Point], times - 1);
}
