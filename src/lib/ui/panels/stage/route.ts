import { edge, type Box, type Point } from './geometry';

/** How far a way keeps from the cards that it goes round, in pixels. */
const CLEAR = 3;
const CORNER = 5;
/** A way that bends leaves a card no nearer to the card's round corners. */
const ROUND = 8;

/** How much of the straight line from `a` to `b` lies behind a card, in pixels; a line along its rim does not. */
export function behind(a: Point, b: Point, card: Box, grown = -1): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const halfWidth = card.width / 2 + grown;
  const halfHeight = card.height / 2 + grown;
  if (dx === 0 && Math.abs(a.x - card.x) >= halfWidth) return 0;
  if (dy === 0 && Math.abs(a.y - card.y) >= halfHeight) return 0;
  // The shares of the line at which it enters and leaves the card's columns, and its rows.
  const x = dx === 0 ? 0.5 : (card.x - a.x) / dx;
  const y = dy === 0 ? 0.5 : (card.y - a.y) / dy;
  const besideX = dx === 0 ? Infinity : halfWidth / Math.abs(dx);
  const besideY = dy === 0 ? Infinity : halfHeight / Math.abs(dy);
  const least = Math.max(0, x - besideX, y - besideY);
  const most = Math.min(1, x + besideX, y + besideY);
  return most > least ? (most - least) * Math.hypot(dx, dy) : 0;
}

/**
 * The way from a card to a point: straight, or, where another card would hide a part of it, the shortest that goes round with at most two
 * bends; straight after all where there is none.
 *
 * @param others the cards that may hide it.
 */
export function route(card: Box, to: Point, others: readonly Box[]): readonly Point[] {
  const straight = [edge(card, to), to];
  const blocking = others.filter((other) => hides(straight, other, -1));
  if (blocking.length === 0) return straight;
  const bends = blocking.flatMap(cornersOf);
  let best: readonly Point[] = straight;
  let least = Infinity;
  const consider = (...through: Point[]) => {
    const [first] = through as [Point];
    const way = [nearest(card, first), ...through, to];
    const length = lengthOf(way);
    if (length >= least || others.some((other) => hides(way, other, CLEAR))) return;
    [best, least] = [way, length];
  };
  for (const bend of bends) {
    consider(bend);
    for (const second of bends) if (second !== bend) consider(bend, second);
  }
  return best;
}

const hides = (way: readonly Point[], card: Box, grown: number) =>
  way.slice(1).some((point, i) => behind(way[i] as Point, point, card, grown) > 0);

const lengthOf = (way: readonly Point[]) =>
  way.slice(1).reduce((sum, { x, y }, i) => {
    const from = way[i] as Point;
    return sum + Math.hypot(x - from.x, y - from.y);
  }, 0);

function cornersOf({ x, y, width, height }: Box): Point[] {
  const [dx, dy] = [width / 2 + CORNER, height / 2 + CORNER];
  return [
    { x: x - dx, y: y - dy },
    { x: x + dx, y: y - dy },
    { x: x - dx, y: y + dy },
    { x: x + dx, y: y + dy },
  ];
}

/** The place on a card's rim that is nearest to a point outside it. */
function nearest({ x, y, width, height }: Box, point: Point): Point {
  const clamp = (at: number, middle: number, size: number) =>
    Math.abs(at - middle) >= size / 2
      ? middle + Math.sign(at - middle) * (size / 2)
      : middle + Math.max(-size / 2 + ROUND, Math.min(size / 2 - ROUND, at - middle));
  const rim = { x: clamp(point.x, x, width), y: clamp(point.y, y, height) };
  const corner = Math.abs(rim.x - x) === width / 2 && Math.abs(rim.y - y) === height / 2;
  return corner ? { ...rim, x: rim.x - Math.sign(rim.x - x) * ROUND } : rim;
}
