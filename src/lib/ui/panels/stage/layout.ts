import { aside, below, type Placed } from './clients';
import { onFrame } from './frame';
import { isInside, shared, type Box, type Point, type Size } from './geometry';
import { onRing } from './ring';

/** How much a card says: everything, less, or only its head. */
export type Density = 'full' | 'compact' | 'tiny';

export interface StageLayout {
  readonly density: Density;
  readonly clientDensity: 'full' | 'tiny';
  /** By actor id. */
  readonly boxes: Readonly<Record<string, Box>>;
  /** The middle of the ring of nodes. */
  readonly centre: Point;
  /** What stands in the corner takes a strip along the top, for a card has its place. */
  readonly strip: boolean;
}

/** What the layout depends on beside who is there. */
export interface StageRoom extends Size {
  /** The root font size, in pixels: cards grow with it. */
  readonly rem: number;
  /** The least size of what is pressed, in pixels. */
  readonly target: number;
  /** What stands in the top right corner, one below the other, in pixels; absent: nothing. */
  readonly corner?: readonly Size[];
}

const GAP = 12;
/** Around what stands in the corner. */
const CORNER_GAP = 8;
/** From this font size on (the projector's) a card says less, larger. */
const LARGE_REM = 17.5;
/** In rem: sizes grow with the font. `apart`: the least room between two cards, in pixels. */
const NODES = {
  full: { width: 12.6, height: 7.1, apart: 20 },
  compact: { width: 10, height: 5.5, apart: 12 },
  tiny: { width: 6.5, height: 1.75, apart: 5 },
} as const;
/** Where the text is nearly as large as the root's. */
const LARGE_NODES = {
  compact: { width: 12.2, height: 5.9, apart: 8 },
  tiny: { width: 7.5, height: 2, apart: 8 },
} as const;
const CLIENTS = { full: { width: 6.7, height: 3.1 }, tiny: { width: 5.6, height: 1.9 } } as const;
const LARGE_CLIENTS = { full: { width: 7.4, height: 3.4 }, tiny: { width: 6.4, height: 2 } } as const;
/** What more nodes than these say to one another needs room in their midst: that of a pill, in rem. */
const FEW_NODES = 12;
const FEW_LARGE_NODES = 5;
const MIDST = 7;
/** Up to this many clients are shown with what they ask. */
const FULL_CLIENTS_MOST = 5;
const TINY = ['tiny'] as const;
const FULL_THEN_TINY = ['full', 'tiny'] as const;
type Ring = (count: number, centre: Point, rx: number, ry: number, card: Size) => Point[] | null;

/** An ellipse if there is room; else fuller, else a rectangle. */
const RINGS: readonly Ring[] = [
  (...ring) => onRing(2, ...ring),
  (...ring) => onRing(3, ...ring),
  (...ring) => onFrame(...ring),
];

/**
 * The cluster as people draw it: nodes on a ring, clients down the left side or along the bottom, with cards that say as much as there is
 * room for.
 *
 * @returns null where no ring has room for all: then the stage shows rows.
 */
export function layoutStage(
  nodes: readonly string[],
  clients: readonly string[],
  room: StageRoom,
): StageLayout | null {
  const large = room.rem >= LARGE_REM;
  const cards = Object.entries(large ? LARGE_NODES : NODES) as [Density, Size & { apart: number }][];
  for (const [density, size] of cards) {
    for (const clientDensity of clients.length > FULL_CLIENTS_MOST ? TINY : FULL_THEN_TINY) {
      const client = sized((large ? LARGE_CLIENTS : CLIENTS)[clientDensity], room);
      const gap = clientDensity === 'tiny' ? GAP / 2 : GAP;
      for (const put of [aside, below]) {
        const placed = put(clients, client, gap, room);
        const found = placed && ringIn(nodes, sized(size, room), size.apart, placed, room);
        if (found) return { density, clientDensity, ...found };
      }
    }
  }
  return null;
}

const sized = ({ width, height }: Size, { rem, target }: StageRoom): Size => ({
  width: width * rem,
  height: Math.max(height * rem, target),
});

/** The nodes on a ring in the room that the clients leave: beside the corner if there is room, else below it. */
function ringIn(
  ids: readonly string[],
  card: Size,
  apart: number,
  placed: Placed,
  room: StageRoom,
): Omit<StageLayout, 'density' | 'clientDensity'> | null {
  const spaced = { width: card.width + apart, height: card.height + apart };
  const rx = (room.width - placed.left - card.width) / 2 - GAP;
  const few = room.rem >= LARGE_REM ? FEW_LARGE_NODES : FEW_NODES;
  if (ids.length > few && 2 * rx - card.width < MIDST * room.rem) return null;
  for (const strip of [false, true]) {
    const taken = [...Object.values(placed.boxes), cornerOf(room, strip)];
    const top = strip ? cornerOf(room, true).height : 0;
    const ry = (placed.bottom - top - card.height) / 2 - GAP;
    const centre = { x: (placed.left + room.width) / 2, y: (top + placed.bottom) / 2 };
    for (const ring of mostIn(rx, ry, spaced) < ids.length ? [] : RINGS) {
      const boxes = ring(ids.length, centre, rx, ry, spaced)?.map((point): Box => ({ ...point, ...card }));
      if (!boxes || !standApart(boxes, taken, apart - 0.01, room)) continue;
      const named = Object.fromEntries(ids.map((id, i) => [id, boxes[i] as Box]));
      return { boxes: { ...named, ...placed.boxes }, centre, strip };
    }
  }
  return null;
}

/** How many cards have room at most around a middle, their own middles no further from it than these; where there is none, 0. */
function mostIn(rx: number, ry: number, card: Size): number {
  const along = (half: number, size: number) => (half < 0 ? 0 : Math.floor((2 * half + 0.01) / size) + 1);
  const columns = along(rx, card.width);
  // Of three or more on a ring two stand side by side.
  return columns === 1 ? Math.min(2, along(ry, card.height)) : columns * along(ry, card.height);
}

/** What stands in the corner, as a box: one thing below the other, or in a strip along the top, side by side. */
export function cornerOf({ width, corner = [] }: StageRoom, strip: boolean): Box {
  const things = corner.filter((thing) => thing.width > 0);
  const wide = things.map((thing) => thing.width);
  const high = things.map((thing) => thing.height);
  const sum = (all: readonly number[]) => all.reduce((total, size) => total + size + CORNER_GAP, 0);
  const box = strip
    ? { width: sum(wide), height: Math.max(0, ...high) + CORNER_GAP }
    : { width: Math.max(0, ...wide) + CORNER_GAP, height: sum(high) };
  return { ...box, x: width - box.width / 2, y: box.height / 2 };
}

function standApart(boxes: readonly Box[], taken: readonly Box[], apart: number, room: Size): boolean {
  return boxes.every(
    (a, i) =>
      isInside(a, room) &&
      taken.every((b) => shared(a, b, 2) === 0) &&
      boxes.slice(i + 1).every((b) => shared(a, b, apart) === 0),
  );
}
