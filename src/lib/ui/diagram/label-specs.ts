import type { Violation } from '../../checks/violation';
import { label as labelOf } from '../message/label';
import type { DrawnArrow } from './arrows';
import type { LabelSpec, Place } from './labels';
import type { Lanes } from './lanes';
import { textWidth } from './text';
import type { Scene, Tick } from './scene';
import { xOf, type Scale, type View } from './view';

/** What a label is of. */
export type Labelled =
  | { readonly kind: 'arrow' | 'copy'; readonly arrow: DrawnArrow }
  | { readonly kind: 'tick'; readonly tick: Tick }
  | { readonly kind: 'violation'; readonly violation: Violation };

type Specs = LabelSpec<Labelled>[];
interface Ground {
  readonly scale: Scale;
  readonly lanes: Lanes;
  readonly view: View;
}

/** A step narrower than this has no room for what messages say. */
const COLUMN_WITH_TEXT = 14;
/** Room between a mark and its label. */
const BESIDE = 5;
/** The most that a slanting line may push its label aside. */
const ASIDE_MAX = 22;

/** The gap above the line of an actor; the next one is below it. */
function rowOf({ lanes }: Lanes, actor: string): number {
  return lanes.findIndex((lane) => lane.actors.some(({ id }) => id === actor));
}

const placed = (row: number, left: number, text: string, size: number): Place => ({
  row,
  left,
  text,
  width: textWidth(text, size),
});

export function violationLabels({ violations }: Scene, { scale, lanes, view }: Ground): Specs {
  return violations.map((violation) => {
    const text = `⚠ ${violation.invariant}`;
    const left = xOf(scale, violation.step) + BESIDE;
    const right = left - 2 * BESIDE - textWidth(text, view.font);
    const row = Math.max(0, rowOf(lanes, violation.nodes[0] ?? ''));
    const rows = [row, row + 1, 0];
    const places = [
      ...rows.flatMap((at) => [left, right].map((x) => placed(at, x, text, view.font))),
      ...rows.map((at) => placed(at, left - 2 * BESIDE - textWidth('⚠', view.font), '⚠', view.font)),
    ];
    return { of: { kind: 'violation', violation }, places };
  });
}

/** What happened on a line stands above it, what was committed below it; shortened where there is no room. */
export function tickLabels({ ticks }: Scene, { scale, lanes, view }: Ground): Specs {
  return ticks.flatMap((tick) => {
    if (tick.kind === 'timer') return [];
    const above = rowOf(lanes, tick.actor);
    const left = xOf(scale, tick.step) + BESIDE;
    const texts = [tick.text, ...tick.shorter];
    const rows = tick.kind === 'commit' ? [above + 1] : [above, above + 1];
    const places = texts.flatMap((text) => {
      const before = left - 2 * BESIDE - textWidth(text, view.font);
      return [left, before].flatMap((x) => rows.map((row) => placed(row, x, text, view.font)));
    });
    return [{ of: { kind: 'tick' as const, tick }, places }];
  });
}

/** What a message is stands beside its arrow, near where it arrives; those of the step shown come first. */
export function arrowLabels(arrows: readonly DrawnArrow[], lanes: Lanes, view: View, present: number): Specs {
  if (view.column < COLUMN_WITH_TEXT) return [];
  const isNow = ({ arrow }: DrawnArrow) => arrow.end?.step === present;
  const first = arrows.filter(isNow);
  const copies = arrows.filter(({ arrow }) => arrow.copyOf !== null);
  const own = [...first, ...arrows.filter((arrow) => !isNow(arrow))].flatMap((arrow) => {
    if (arrow.state === 'open' || arrow.state === 'held') return [];
    return [{ of: { kind: 'arrow' as const, arrow }, places: besideArrow(arrow, lanes, view.font) }];
  });
  return [...copies.map((arrow) => copyLabel(arrow, lanes, view.font)), ...own];
}

/** Where a copy leaves the message that it is of. */
function copyLabel(arrow: DrawnArrow, lanes: Lanes, font: number): LabelSpec<Labelled> {
  const first = (lanes.lanes[0]?.y ?? 0) - lanes.pitch;
  const row = Math.max(0, Math.floor((arrow.y1 - first) / lanes.pitch));
  const left = arrow.x1 + BESIDE;
  return {
    of: { kind: 'copy', arrow },
    places: [row, row + 1].map((at) => placed(at, left, '×2', font)),
  };
}

function besideArrow(arrow: DrawnArrow, lanes: Lanes, font: number): Place[] {
  const { x1, y1, x2, y2, bend } = arrow;
  const { text } = labelOf(arrow.arrow.message);
  const width = textWidth(text, font);
  const first = (lanes.lanes[0]?.y ?? 0) - lanes.pitch;
  if (bend > 0) {
    const row = Math.round((y1 - first) / lanes.pitch) - 1;
    return [placed(row, (x1 + x2 - width) / 2, text, font)];
  }
  const [low, high] = [(Math.min(y1, y2) - first) / lanes.pitch, (Math.max(y1, y2) - first) / lanes.pitch];
  const rows: number[] = [];
  for (let row = Math.ceil(low - 0.45); row + 0.55 <= high + 0.05; row++) rows.push(row);
  if (y2 > y1) rows.reverse();
  const perY = (x2 - x1) / (y2 - y1);
  const aside = Math.min(ASIDE_MAX, (Math.abs(perY) * font) / 2 + 3);
  return rows.flatMap((row) => {
    const x = x1 + (first + (row + 0.5) * lanes.pitch - y1) * perY;
    return [placed(row, x + aside, text, font), placed(row, x - aside - width, text, font)];
  });
}
