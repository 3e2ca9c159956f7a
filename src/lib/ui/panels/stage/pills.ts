import { between, clamped, edge, shared, within, type Box, type Point, type Size } from './geometry';
import { behind } from './route';

/** A message on its way: whose link it travels, how large its pill is, and how far along it may be. */
export interface PillSpec extends Size {
  readonly id: number;
  readonly from: string;
  readonly to: string;
  /** It is held up here, as the share of the link that lies before; absent: nothing holds it. */
  readonly stopped?: number;
}

/** How far beside its link a pill may stand, in heights of its own. */
const BESIDE = [0, 1.15, -1.15, 2.3, -2.3, 3.45, -3.45];
const GAP = 3;
/** Between two pills of one link, as a share of it. */
const FAN = 0.3;
/** A pill stands this many times further from where it would best stand than a card hides of its way, if that hides none. */
const HIDDEN = 1.5;

/**
 * Places each pill on its link, or as near to it as it covers no card, no pill placed before and nothing else that is `taken`, and as few
 * cards as can be stand before its way. Only where the stage has no such place left does it cover something. Several on one link
 * are spread along it, the oldest first in its direction. A message from nobody on the stage waits beside its receiver.
 *
 * @param boxes of the actors, by id.
 */
export function layoutPills(
  specs: readonly PillSpec[],
  boxes: Readonly<Record<string, Box>>,
  stage: Size,
  taken: readonly Box[] = [],
): ReadonlyMap<number, Box> {
  const full: Box[] = [...Object.values(boxes), ...taken];
  const placed = new Map<number, Box>();
  const wanted = fan(specs);
  let none: Size = { width: Infinity, height: Infinity };
  for (const spec of specs) {
    const { width, height } = spec;
    const [start, end] = link(spec, boxes, stage);
    const wish = between(start, end, wanted.get(spec.id) as number);
    const best = within({ ...wish, width, height }, stage);
    const hidden = hiddenWay(spec, boxes);
    if (
      hidden(best) === 0 &&
      best.x === wish.x &&
      best.y === wish.y &&
      !full.some((box) => touches(best, box))
    ) {
      full.push(best);
      placed.set(spec.id, best);
      continue;
    }
    const find = (places: Places) => nearestFree(places, spec, wish, full, hidden);
    const near = find((visit) => {
      visit(best.x, best.y);
      along(spec, start, end, stage)(visit);
    });
    const anywhere = () => find(grid(spec, stage)) ?? find(corners(spec, full, stage));
    // What one pill found no place for, a larger one finds none for either: the stage only fills.
    const hopeless = width >= none.width && height >= none.height;
    const free = near ?? (hopeless ? null : anywhere());
    if (!free && !hopeless) none = { width, height };
    const box = free ?? leastCovering(along(spec, start, end, stage), spec, full);
    full.push(box);
    placed.set(spec.id, box);
  }
  return placed;
}

/** Where on its link each pill would best stand. */
function fan(specs: readonly PillSpec[]): ReadonlyMap<number, number> {
  const links = new Map<string, PillSpec[]>();
  for (const spec of specs) {
    const name = [spec.from, spec.to].sort().join(' ');
    links.set(name, [...(links.get(name) ?? []), spec]);
  }
  const wanted = new Map<number, number>();
  for (const onLink of links.values()) {
    const step = Math.min(FAN, 0.8 / Math.max(1, onLink.length - 1));
    const [first] = onLink as [PillSpec];
    for (const [i, { id, from, stopped }] of onLink.entries()) {
      const share = 0.5 - step * (i - (onLink.length - 1) / 2);
      wanted.set(id, stopped === undefined ? (from === first.from ? share : 1 - share) : stopped * 0.62);
    }
  }
  return wanted;
}

/** The stretch between the edges of the two cards. */
export function link(
  { from, to }: Pick<PillSpec, 'from' | 'to'>,
  boxes: Readonly<Record<string, Box>>,
  stage: Size,
): [Point, Point] {
  const a = boxes[from];
  const b = boxes[to];
  const start = a && b && a !== b ? edge(a, b) : beside(a ?? b, stage, -1);
  const end = a && b && a !== b ? edge(b, a) : a && !b ? beside(a, stage, 1) : start;
  return [start, end];
}

/** A place beside a card, on the side that has more room. */
function beside(box: Box | undefined, stage: Size, away: 1 | -1): Point {
  if (!box) return { x: stage.width / 2, y: 0 };
  const side = box.x * away > (stage.width / 2) * away ? -away : away;
  return { x: box.x + side * (box.width / 2 + 70), y: box.y };
}

/** Hands over some places, the middle of each. */
type Places = (visit: (x: number, y: number) => void) => void;

/** On the link, and beside it in both directions. */
function along({ width, height, stopped = 1 }: PillSpec, start: Point, end: Point, stage: Size): Places {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = Math.hypot(dx, dy) || 1;
  const aside = { x: -dy / length, y: dx / length };
  // A step beside the link clears a pill of this size whichever way the link runs.
  const reach = Math.abs(aside.x) * width + Math.abs(aside.y) * height;
  const steps = Math.max(2, Math.round(length / 14));
  return (visit) => {
    for (const rows of BESIDE) {
      const by = rows * Math.min(reach, height * 2);
      for (let i = 0; i <= steps; i++) {
        const share = (stopped * i) / steps;
        const x = start.x + dx * share + by * aside.x;
        const y = start.y + dy * share + by * aside.y;
        visit(clamped(x, width, stage.width), clamped(y, height, stage.height));
      }
    }
  };
}

/** All over the stage. */
function grid({ width, height }: Size, stage: Size): Places {
  return (visit) => {
    for (let y = height / 2; y + height / 2 <= Math.max(stage.height, height); y += 14)
      for (let x = width / 2; x + width / 2 <= Math.max(stage.width, width); x += 28) visit(x, y);
  };
}

/** Wherever a pill lies against what is taken or the stage's edges: if there is a free place at all, one of these is free. */
function corners({ width, height }: Size, full: readonly Box[], stage: Size): Places {
  const xs = [width / 2, ...full.map((box) => box.x + box.width / 2 + width / 2 + GAP)];
  const ys = [height / 2, ...full.map((box) => box.y + box.height / 2 + height / 2 + GAP)];
  return (visit) => {
    for (const x of xs.filter((at) => at + width / 2 <= stage.width))
      for (const y of ys.filter((at) => at + height / 2 <= stage.height)) visit(x, y);
  };
}

/** How much of a message's way is hidden by cards, in pixels, if its pill stands at a place. */
function hiddenWay({ from, to }: PillSpec, boxes: Readonly<Record<string, Box>>): (place: Point) => number {
  const ends = [boxes[from], boxes[to]].filter((box) => box !== undefined);
  const others = Object.values(boxes).filter((box) => !ends.includes(box));
  return (place) =>
    ends.reduce((sum, end) => others.reduce((hides, box) => hides + behind(end, place, box), sum), 0);
}

function nearestFree(
  places: Places,
  { width, height }: Size,
  wish: Point,
  full: readonly Box[],
  hidden: (place: Point) => number,
): Box | null {
  let best: Box | null = null;
  let least = Infinity;
  places((x, y) => {
    const off = (x - wish.x) ** 2 + (y - wish.y) ** 2;
    if (off >= least) return;
    const place = { x, y, width, height };
    if (full.some((box) => touches(place, box))) return;
    const toll = off + (HIDDEN * hidden(place)) ** 2;
    if (toll < least) [best, least] = [place, toll];
  });
  return best;
}

const touches = (a: Box, b: Box) =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + GAP - 0.01 &&
  Math.abs(a.y - b.y) < (a.height + b.height) / 2 + GAP - 0.01;

function leastCovering(places: Places, { width, height }: Size, full: readonly Box[]): Box {
  let best: Box | null = null;
  let least = Infinity;
  places((x, y) => {
    const place = { x, y, width, height };
    const covered = full.reduce((sum, box) => sum + shared(place, box), 0);
    if (covered < least) [best, least] = [place, covered];
  });
  return best as unknown as Box;
}
