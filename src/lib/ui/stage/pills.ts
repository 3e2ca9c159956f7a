import { shared, type Box, type Point } from './layout';

/** A message on its way: whose link it travels and how large its pill is. */
export interface PillSpec {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly width: number;
  readonly height: number;
}

/** Where along the link a pill may stand, and how many of its widths and heights beside it: the best places first. */
const ALONG = [0.5, 0.36, 0.64, 0.24, 0.76, 0.12, 0.88];
const BESIDE: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, -1.2],
  [0, 1.2],
  [-0.6, -1.2],
  [0.6, -1.2],
  [-0.6, 1.2],
  [0.6, 1.2],
  [0, -2.4],
  [0, 2.4],
  [-1.1, 0],
  [1.1, 0],
  [-0.6, -2.4],
  [0.6, -2.4],
  [0, -3.6],
  [0, 3.6],
];
const GAP = 3;

/**
 * Places each pill on its link, between the edges of the two boxes, where it covers no card and no pill placed before it; if there
 * is no such place, where it covers least. A message from `main` waits at its receiver's corner.
 */
export function layoutPills(
  specs: readonly PillSpec[],
  boxes: Readonly<Record<string, Box>>,
  width: number,
  height: number,
): ReadonlyMap<number, Box> {
  const taken: Box[] = Object.values(boxes);
  const placed = new Map<number, Box>();
  for (const spec of specs) {
    const best = bestOf(candidates(spec, boxes, width, height), taken);
    taken.push(best);
    placed.set(spec.id, best);
  }
  return placed;
}

function bestOf(places: readonly Box[], taken: readonly Box[]): Box {
  let best = places[0] as Box;
  let least = Infinity;
  for (const place of places) {
    const covered = taken.reduce((sum, box) => sum + shared(place, box, GAP), 0);
    if (covered < least) [best, least] = [place, covered];
    if (covered === 0) break;
  }
  return best;
}

function candidates(
  spec: PillSpec,
  boxes: Readonly<Record<string, Box>>,
  width: number,
  height: number,
): Box[] {
  const { from, to, ...pill } = spec;
  const a = boxes[from];
  const b = boxes[to];
  const start = a && b ? edge(a, b) : corner(a ?? b, width, -1);
  const end = a && b ? edge(b, a) : corner(b ?? a, width, 1);
  return BESIDE.flatMap(([right, down]) =>
    ALONG.map((along) =>
      within(
        {
          x: start.x + (end.x - start.x) * along + right * pill.width,
          y: start.y + (end.y - start.y) * along + down * pill.height,
          width: pill.width,
          height: pill.height,
        },
        width,
        height,
      ),
    ),
  );
}

/** A stretch beside a box, for messages that come from nobody on the stage. */
function corner(box: Box | undefined, width: number, side: 1 | -1): Point {
  if (!box) return { x: width / 2, y: 0 };
  return { x: box.x + side * box.width * 1.2, y: box.y };
}

/** Where the line from the centre of `box` to `other` leaves `box`. */
export function edge(box: Box, other: Point): Point {
  const dx = other.x - box.x;
  const dy = other.y - box.y;
  if (dx === 0 && dy === 0) return box;
  const share = Math.min(
    dx === 0 ? Infinity : box.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : box.height / 2 / Math.abs(dy),
  );
  return { x: box.x + dx * share, y: box.y + dy * share };
}

function within(pill: Box, width: number, height: number): Box {
  const x = Math.min(Math.max(pill.x, pill.width / 2), width - pill.width / 2);
  const y = Math.min(Math.max(pill.y, pill.height / 2), height - pill.height / 2);
  return { ...pill, x, y };
}
