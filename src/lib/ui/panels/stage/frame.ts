import type { Point, Size } from './geometry';

/**
 * Points along a rectangle, clockwise with the first in the middle of the top: it holds more cards than a ring does.
 *
 * @param card with the room that it needs around it.
 * @returns null where the rectangle is too small for so many.
 */
export function onFrame(count: number, centre: Point, rx: number, ry: number, card: Size): Point[] | null {
  const columns = Math.floor((2 * rx) / card.width) + 1;
  const rows = Math.floor((2 * ry) / card.height) + 1;
  const side = Math.max(0, Math.ceil((count - 2 * columns) / 2));
  if (rows < (count === 1 ? 1 : 2) || side > rows - 2) return null;
  const top = Math.ceil((count - 2 * side) / 2);
  const bottom = count - 2 * side - top;
  const [left, right, up, down] = [centre.x - rx, centre.x + rx, centre.y - ry, centre.y + ry];
  const points = [
    ...spread(top, left, right).map((x) => ({ x, y: up })),
    ...spread(side + 2, up, down)
      .slice(1, -1)
      .map((y) => ({ x: right, y })),
    ...spread(bottom, right, left).map((x) => ({ x, y: down })),
    ...spread(side + 2, down, up)
      .slice(1, -1)
      .map((y) => ({ x: left, y })),
  ];
  const first = Math.floor((top - 1) / 2);
  return [...points.slice(first), ...points.slice(0, first)];
}

function spread(count: number, from: number, to: number): number[] {
  if (count === 1) return [(from + to) / 2];
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
