/** Where everything on the stage stands: pure geometry, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box by its centre and size. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** How much a node card says: everything, less, or only its head. */
export type Density = 'full' | 'compact' | 'tiny';

export interface StageLayout {
  readonly density: Density;
  /** By actor id. */
  readonly boxes: Readonly<Record<string, Box>>;
}

type Size = Pick<Box, 'width' | 'height'>;

const GAP = 12;
/** From this font size on (the projector's) a card says less, larger. */
const LARGE_REM = 17.5;
/** The least room between two cards. */
const APART = 3;
/** In rem: sizes grow with the font. */
const SIZES = { full: { width: 12.6, height: 6.9 }, compact: { width: 11.5, height: 6 } } as const;
const CLIENT: Size = { width: 7.4, height: 3.1 };

/**
 * The cluster as people draw it: nodes on an ellipse, clients down the left side or along the bottom, with cards as large as fit.
 *
 * @param rem the root font size.
 * @returns null where no ellipse has room for all: then the stage shows rows.
 */
export function layoutStage(
  nodes: readonly string[],
  clients: readonly string[],
  width: number,
  height: number,
  rem: number,
): StageLayout | null {
  const client = scale(CLIENT, rem);
  const densities = rem < LARGE_REM ? (['full', 'compact'] as const) : (['compact'] as const);
  for (const density of densities) {
    const size = scale(SIZES[density], rem);
    for (const place of [aside, below]) {
      const placed = place(clients, client, width, height);
      if (!placed) continue;
      const boxes = onEllipse(nodes, size, placed);
      if (standApart(Object.values(boxes), placed)) return { density, boxes: { ...boxes, ...placed.boxes } };
    }
  }
  return null;
}

const scale = ({ width, height }: Size, rem: number): Size => ({ width: width * rem, height: height * rem });

/** The room left for nodes once the clients stand. */
interface Placed {
  readonly boxes: Readonly<Record<string, Box>>;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

function aside(ids: readonly string[], size: Size, width: number, height: number): Placed | null {
  if (ids.length * (size.height + GAP) + GAP > height) return null;
  const x = GAP + size.width / 2;
  const y = (i: number) => GAP + size.height / 2 + i * (size.height + GAP);
  const boxes = Object.fromEntries(ids.map((id, i) => [id, { x, y: y(i), ...size }]));
  return { boxes, left: ids.length > 0 ? size.width + 2 * GAP : 0, right: width, bottom: height };
}

function below(ids: readonly string[], size: Size, width: number, height: number): Placed | null {
  const room = (width - GAP) / Math.max(1, ids.length);
  if (room < size.width + GAP) return null;
  const y = height - GAP - size.height / 2;
  const boxes = Object.fromEntries(ids.map((id, i) => [id, { x: GAP / 2 + room * (i + 0.5), y, ...size }]));
  return { boxes, left: 0, right: width, bottom: height - size.height - GAP };
}

function onEllipse(ids: readonly string[], size: Size, { left, right, bottom }: Placed): Record<string, Box> {
  const cx = (left + right) / 2;
  const cy = bottom / 2;
  const alone = ids.length === 1;
  const rx = alone ? 0 : (right - left - size.width) / 2 - GAP;
  const ry = alone ? 0 : (bottom - size.height) / 2 - GAP;
  const angle = (i: number) => -Math.PI / 2 + (2 * Math.PI * i) / ids.length;
  return Object.fromEntries(
    ids.map((id, i) => [id, { x: cx + rx * Math.cos(angle(i)), y: cy + ry * Math.sin(angle(i)), ...size }]),
  );
}

function standApart(boxes: readonly Box[], { left, right, bottom }: Placed): boolean {
  const inside = boxes.every(
    ({ x, y, width, height }) =>
      x - width / 2 >= left && x + width / 2 <= right && y - height / 2 >= 0 && y + height / 2 <= bottom,
  );
  return inside && boxes.every((a, i) => boxes.slice(i + 1).every((b) => shared(a, b, APART) === 0));
}

/** The area that two boxes share, in square pixels, the first grown by `gap` on every side. */
export function shared(a: Box, b: Box, gap = 0): number {
  const x = (a.width + b.width) / 2 + gap - Math.abs(a.x - b.x);
  const y = (a.height + b.height) / 2 + gap - Math.abs(a.y - b.y);
  return x > 0 && y > 0 ? x * y : 0;
}
