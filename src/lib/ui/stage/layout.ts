/** Where everything on the stage stands: pure geometry, in CSS pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export interface StageLayout {
  /** How much a node card says: everything, less, or only its head. */
  readonly density: 'full' | 'compact' | 'tiny';
  /** Boxes by actor id; x and y are the centre. */
  readonly boxes: Readonly<Record<string, Box>>;
  readonly height: number;
}

const GAP = 12;
const SIZES = {
  full: { width: 11.25, height: 7.4 },
  compact: { width: 8.6, height: 4.9 },
  tiny: { width: 6.4, height: 2.9 },
} as const;
const CLIENT = { width: 7.4, height: 3.1 };

/**
 * Places nodes on an ellipse, or in rows when they are many or the stage is narrow, and clients down the left side (below, where
 * it is narrow).
 *
 * @param rem the root font size in CSS pixels; all sizes grow with it.
 */
export function layoutStage(
  nodes: readonly string[],
  clients: readonly string[],
  width: number,
  height: number,
  rem: number,
): StageLayout {
  const client = scale(CLIENT, rem);
  const rows = width < 30 * rem || nodes.length > 9;
  const aside = !rows && clients.length * (client.height + GAP) < height ? client.width + 2 * GAP : 0;
  const density = rows
    ? width < 30 * rem && nodes.length <= 5
      ? 'compact'
      : 'tiny'
    : fitsEllipse(nodes.length, width - aside, height, scale(SIZES.full, rem))
      ? 'full'
      : 'compact';
  const size = scale(SIZES[density], rem);
  const boxes: Record<string, Box> = {};
  const bottom = rows
    ? inRows(nodes, size, 0, width, GAP + size.height / 2, boxes, 2.2 * rem)
    : onEllipse(nodes, size, aside, width, height, boxes);
  if (aside > 0) {
    clients.forEach((id, i) => {
      const y = height - GAP - client.height / 2 - (clients.length - 1 - i) * (client.height + GAP);
      boxes[id] = { x: GAP + client.width / 2, y, ...client };
    });
    return { density, boxes, height };
  }
  const end = inRows(clients, client, 0, width, bottom + GAP + client.height / 2, boxes, GAP);
  return { density, boxes, height: Math.max(height, end) };
}

const scale = ({ width, height }: { width: number; height: number }, rem: number) => ({
  width: width * rem,
  height: height * rem,
});

/** Whether cards of this size stand on the ellipse without touching one another. */
function fitsEllipse(
  n: number,
  width: number,
  height: number,
  size: { width: number; height: number },
): boolean {
  const boxes: Record<string, Box> = {};
  const ids = Array.from({ length: n }, (_, i) => String(i));
  onEllipse(ids, size, 0, width, height, boxes);
  const all = Object.values(boxes);
  return all.every((a, i) => all.slice(i + 1).every((b) => !overlap(a, b, GAP)));
}

export function overlap(a: Box, b: Box, gap = 0): boolean {
  return (
    Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap &&
    Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap
  );
}

function onEllipse(
  ids: readonly string[],
  size: { width: number; height: number },
  left: number,
  right: number,
  height: number,
  boxes: Record<string, Box>,
): number {
  const cx = (left + right) / 2;
  const cy = height / 2;
  const rx = (right - left - size.width) / 2 - GAP;
  const ry = (height - size.height) / 2 - GAP;
  ids.forEach((id, i) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * i) / ids.length;
    const one = ids.length === 1;
    boxes[id] = { x: one ? cx : cx + rx * Math.cos(angle), y: one ? cy : cy + ry * Math.sin(angle), ...size };
  });
  return height;
}

/** @returns the lower edge of the last row. */
function inRows(
  ids: readonly string[],
  size: { width: number; height: number },
  left: number,
  right: number,
  top: number,
  boxes: Record<string, Box>,
  rowGap: number,
): number {
  const room = right - left - GAP;
  const columns = Math.max(1, Math.min(ids.length, Math.floor(room / (size.width + GAP))));
  ids.forEach((id, i) => {
    const column = i % columns;
    const x = left + GAP / 2 + (room / columns) * (column + 0.5);
    boxes[id] = { x, y: top + Math.floor(i / columns) * (size.height + rowGap), ...size };
  });
  if (ids.length === 0) return top - size.height / 2;
  return top + Math.floor((ids.length - 1) / columns) * (size.height + rowGap) + size.height / 2 + GAP;
}
