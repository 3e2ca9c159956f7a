import type { ActorId } from '../../protocol/message';
import type { Lanes } from './lanes';
import type { Pill } from './pills';
import type { Arrow, Fate } from './run';
import { nowOf, xOf, type Scale } from './view';

/** The end of an arrow at the step shown: the fate of its message, or open while it is in flight (held: by a partition). */
type ArrowState = Fate | 'open' | 'held';

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** An arrow with its place in the picture. */
export interface DrawnArrow extends Segment {
  readonly arrow: Arrow;
  readonly state: ArrowState;
  /** Sent after the step shown. */
  readonly future: boolean;
  /** The later course of an open arrow on this branch; null: unknown. */
  readonly later: (Segment & { readonly fate: Fate }) | null;
  /** If sender and receiver share a lane, the arrow bends above it by this much; 0: it is straight. */
  readonly bend: number;
}

interface ArrowGround {
  readonly scale: Scale;
  readonly lanes: Lanes;
  /** By message: the pills of those in flight. */
  readonly pills: ReadonlyMap<number, Pill>;
  readonly isHeld: (id: number) => boolean;
  readonly arrow: (id: number) => Arrow | undefined;
}

/**
 * Lays out arrows, each from where it was sent to where it ended. The arrow of a copy branches off the arrow of its
 * original.
 */
export function layoutArrows(arrows: readonly Arrow[], ground: ArrowGround): DrawnArrow[] {
  const drawn = new Map<number, DrawnArrow>();
  const draw = (arrow: Arrow): DrawnArrow => {
    const known = drawn.get(arrow.message.id);
    if (known) return known;
    const original = arrow.copyOf === null ? undefined : ground.arrow(arrow.copyOf);
    const made = drawArrow(arrow, original ? draw(original) : null, ground);
    drawn.set(arrow.message.id, made);
    return made;
  };
  return arrows.map(draw);
}

function drawArrow(arrow: Arrow, original: DrawnArrow | null, ground: ArrowGround): DrawnArrow {
  const { scale, lanes, pills } = ground;
  const { message, sent, end } = arrow;
  const x1 = xOf(scale, sent);
  const y1 = original ? heightAt(original, x1) : yOf(lanes, message.from);
  const to = yOf(lanes, message.to);
  const bend = !original && y1 === to ? lanes.pitch * 0.8 : 0;
  const future = sent > scale.present;
  const common = { arrow, x1, y1, future, later: null, bend };
  if (end && (future || end.step <= scale.present)) {
    return { ...common, state: end.fate, x2: xOf(scale, end.step), y2: endOf(y1, to, end.fate, lanes) };
  }
  const pill = pills.get(message.id);
  if (!pill) return { ...common, state: 'open', x2: Math.max(x1, xOf(scale, scale.last)) + 10, y2: to };
  const left = nowOf(scale) + pill.x;
  const middle = pill.y + pill.height / 2;
  const later = end && {
    fate: end.fate,
    x1: left + pill.width,
    y1: middle,
    x2: xOf(scale, end.step),
    y2: endOf(middle, to, end.fate, lanes),
  };
  const state = ground.isHeld(message.id) ? 'held' : 'open';
  return { ...common, state, x2: left, y2: middle, later, bend: 0 };
}

function yOf({ y }: Lanes, actor: ActorId): number {
  return y.get(actor) ?? 0;
}

/** The end of an arrow: at its receiver's lane, or between two lanes if the message was dropped. */
function endOf(from: number, to: number, fate: Fate, { pitch, lanes }: Lanes): number {
  if (fate !== 'dropped') return to;
  const first = lanes[0]?.y ?? 0;
  const gap = Math.floor((from + (to - from) * 0.6 - first) / pitch);
  return first + (gap + 0.5) * pitch;
}

/** The height of an arrow at `x`. */
export function heightAt(arrow: DrawnArrow, x: number): number {
  const { x1, y1, x2, y2 } = arrow.later && x > arrow.x2 ? arrow.later : arrow;
  if (x2 <= x1) return y1;
  const share = Math.max(0, Math.min(1, (x - x1) / (x2 - x1)));
  return y1 + (y2 - y1) * share;
}

/** The arrow closest to a point, within `reach`; null: there is none. */
export function arrowAt(
  arrows: readonly DrawnArrow[],
  x: number,
  y: number,
  reach: number,
): DrawnArrow | null {
  let nearest: DrawnArrow | null = null;
  let least = reach;
  for (const arrow of arrows) {
    for (const piece of piecesOf(arrow)) {
      const distance = distanceTo(piece, x, y);
      if (distance < least) [nearest, least] = [arrow, distance];
    }
  }
  return nearest;
}

function piecesOf(arrow: DrawnArrow): readonly Segment[] {
  const { x1, y1, x2, y2, bend, later } = arrow;
  if (bend === 0) return later ? [arrow, later] : [arrow];
  const middle = (x1 + x2) / 2;
  const top = y1 - bend / 2;
  return [
    { x1, y1, x2: middle, y2: top },
    { x1: middle, y1: top, x2, y2 },
  ];
}

function distanceTo({ x1, y1, x2, y2 }: Segment, x: number, y: number): number {
  const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  const along = length === 0 ? 0 : ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length;
  const share = Math.max(0, Math.min(1, along));
  return Math.hypot(x1 + (x2 - x1) * share - x, y1 + (y2 - y1) * share - y);
}
