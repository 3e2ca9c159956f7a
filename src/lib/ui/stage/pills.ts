import { overlap, type Box, type Point } from './layout';

/** A message on its way: whose link it travels and how large its pill is. */
export interface PillSpec {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  readonly width: number;
  readonly height: number;
}

/** Where along the link a message waits to be delivered, from its sender. */
const ON_THE_WAY = 0.5;
const ROUNDS = 24;

/**
 * Places each pill on its link, between the edges of the two boxes, and pushes apart those that would cover one another or a card.
 * A message from `main`, or to one who is not on the stage, waits above its other end.
 */
export function layoutPills(
  specs: readonly PillSpec[],
  boxes: Readonly<Record<string, Box>>,
  width: number,
  height: number,
): ReadonlyMap<number, Box> {
  const pills = specs.map((spec) => ({
    ...anchor(spec, boxes, width),
    width: spec.width,
    height: spec.height,
  }));
  const cards = Object.values(boxes);
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < pills.length; i++) {
      const pill = pills[i] as Box;
      const others = [...pills.slice(0, i), ...cards];
      const other = others.find((box) => overlap(pill, box, 3));
      if (other) pills[i] = within(pushedFrom(pill, other), width, height);
    }
  }
  return new Map(specs.map(({ id }, i) => [id, pills[i] as Box]));
}

function anchor({ from, to }: PillSpec, boxes: Readonly<Record<string, Box>>, width: number): Point {
  const a = boxes[from];
  const b = boxes[to];
  if (!a || !b) {
    const box = a ?? b ?? { x: width / 2, y: 0, width: 0, height: 0 };
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  const start = edge(a, b);
  const end = edge(b, a);
  return { x: start.x + (end.x - start.x) * ON_THE_WAY, y: start.y + (end.y - start.y) * ON_THE_WAY };
}

/** Where the line from the centre of `box` to that of `other` leaves `box`. */
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

/** Moves a box out of another the shortest way, up or down where both are equal. */
function pushedFrom(pill: Box, other: Box): Box {
  const dx = (pill.width + other.width) / 2 + 4 - Math.abs(pill.x - other.x);
  const dy = (pill.height + other.height) / 2 + 4 - Math.abs(pill.y - other.y);
  if (dy <= dx) return { ...pill, y: pill.y + (pill.y < other.y ? -dy : dy) };
  return { ...pill, x: pill.x + (pill.x < other.x ? -dx : dx) };
}

function within(pill: Box, width: number, height: number): Box {
  const x = Math.min(Math.max(pill.x, pill.width / 2), width - pill.width / 2);
  const y = Math.min(Math.max(pill.y, pill.height / 2), height - pill.height / 2);
  return { ...pill, x, y };
}
