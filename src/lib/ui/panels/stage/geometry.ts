/** A place on the stage, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A box by its centre and size. */
export interface Box extends Point, Size {}

/** The area that two boxes share, in square pixels, the first grown by `gap` on every side. */
export function shared(a: Box, b: Box, gap = 0): number {
  const x = (a.width + b.width) / 2 + gap - Math.abs(a.x - b.x);
  const y = (a.height + b.height) / 2 + gap - Math.abs(a.y - b.y);
  return x > 0 && y > 0 ? x * y : 0;
}

/** Whether the whole of `box` lies in the stage. */
export function isInside({ x, y, width, height }: Box, stage: Size): boolean {
  return (
    x - width / 2 >= 0 &&
    x + width / 2 <= stage.width &&
    y - height / 2 >= 0 &&
    y + height / 2 <= stage.height
  );
}

/** `box` moved into the stage; what is larger than the stage is put in its middle. */
export function within({ x, y, width, height }: Box, stage: Size): Box {
  return { x: clamped(x, width, stage.width), y: clamped(y, height, stage.height), width, height };
}

/** The middle of what is so large, moved so that it begins at 0 and ends at `most`; of what is larger, the middle. */
export function clamped(at: number, size: number, most: number): number {
  return size > most ? most / 2 : Math.min(Math.max(at, size / 2), most - size / 2);
}

/** Where the line from the centre of `box` to `other` leaves `box`. */
export function edge(box: Box, other: Point): Point {
  const dx = other.x - box.x;
  const dy = other.y - box.y;
  if (dx === 0 && dy === 0) return { x: box.x, y: box.y };
  const share = Math.min(
    dx === 0 ? Infinity : box.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : box.height / 2 / Math.abs(dy),
  );
  return { x: box.x + dx * share, y: box.y + dy * share };
}

export function between(a: Point, b: Point, along: number): Point {
  return { x: a.x + (b.x - a.x) * along, y: a.y + (b.y - a.y) * along };
}

/** Where two stretches cross, as the share of the first that lies before it; null: they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): number | null {
  const [abx, aby, cdx, cdy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const turn = abx * cdy - aby * cdx;
  if (turn === 0) return null;
  const along = ((c.x - a.x) * cdy - (c.y - a.y) * cdx) / turn;
  const beside = ((c.x - a.x) * aby - (c.y - a.y) * abx) / turn;
  return along >= 0 && along <= 1 && beside >= 0 && beside <= 1 ? along : null;
}
