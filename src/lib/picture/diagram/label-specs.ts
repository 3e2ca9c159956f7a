import type { Violation } from '../../checks/violation';
import { labelText } from '../../protocol/label';
import type { DrawnArrow } from './arrows';
import { rowOf, rowsOf, spanIn } from './gaps';
import type { LabelSpec, Spot } from './labels';
import type { Lanes } from './lanes';
import { textWidth } from '../text-width';
import type { Excerpt, Tick } from './excerpt';
import { strokeScale, xOf, type Scale, type View } from './view';

/** What a label describes. */
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

/** A step narrower than this, in pixels, has no room for labels of messages. */
const COLUMN_WITH_TEXT = 14;
/** The gap between a mark and its label. */
const BESIDE = 5;

const placed = (row: number, left: number, text: string, size: number): Spot => ({
  row,
  left,
  text,
  width: textWidth(text, size),
});

/** All labels, the most helpful first: a later label is only placed where it finds room. */
export function labelSpecs(excerpt: Excerpt, arrows: readonly DrawnArrow[], ground: Ground): Specs {
  const { lanes, view, scale } = ground;
  const shown = view.column < COLUMN_WITH_TEXT ? [] : labelledArrows(arrows);
  const of = (wanted: (arrow: DrawnArrow) => boolean): Specs =>
    shown
      .filter(wanted)
      .map((arrow) => ({ of: { kind: 'arrow', arrow }, spots: besideArrow(arrow, lanes, view.font) }));
  const isNow = ({ arrow }: DrawnArrow) => arrow.end?.step === scale.present;
  const rank = (arrow: DrawnArrow) => (isNow(arrow) ? 0 : RANKS[arrow.arrow.label.kind]);
  const ticks = (kinds: readonly Tick['kind'][]) =>
    tickLabels(
      excerpt.ticks.filter(({ kind }) => kinds.includes(kind)),
      ground,
    );
  return [
    ...violationLabels(excerpt, ground),
    ...ticks(['leader', 'crash']),
    ...of((arrow) => rank(arrow) === 0),
    ...ticks(['state', 'restart']),
    ...copyLabels(view.column < COLUMN_WITH_TEXT ? [] : arrows, lanes, view.font),
    ...of((arrow) => rank(arrow) === 1),
    ...ticks(['commit', 'epoch']),
    ...of((arrow) => rank(arrow) === 2),
  ];
}

/** The delivery of the step shown comes first. Then come client messages, elections and refusals. */
const RANKS = { client: 1, elect: 1, refusal: 1, replicate: 2, assent: 2, learn: 2 } as const;

/**
 * Leaves out messages that a pill names in full. Of equal messages that an actor sends in one step, the first is labelled.
 */
function labelledArrows(arrows: readonly DrawnArrow[]): readonly DrawnArrow[] {
  const said = new Set<string>();
  return arrows.filter(({ arrow, state }) => {
    if (state === 'open' || state === 'held') return false;
    const { message, sent, label } = arrow;
    const once = `${sent} ${message.from} ${labelText(label)}`;
    return !said.has(once) && said.add(once);
  });
}

function violationLabels({ violations }: Excerpt, { scale, lanes, view }: Ground): Specs {
  return violations.map((violation) => {
    const text = `⚠ ${violation.invariant}`;
    const left = xOf(scale, violation.step) + BESIDE;
    const right = left - 2 * BESIDE - textWidth(text, view.font);
    const row = Math.max(0, rowOf(lanes, violation.nodes[0] ?? ''));
    const rows = [row, row + 1, 0];
    const spots = [
      ...rows.flatMap((at) => [left, right].map((x) => placed(at, x, text, view.font))),
      ...rows.map((at) => placed(at, left - 2 * BESIDE - textWidth('⚠', view.font), '⚠', view.font)),
    ];
    return { of: { kind: 'violation', violation }, spots };
  });
}

/**
 * A label of an event is above or below its lane. A new leader's may be at any lane, because its mark crosses all. A
 * commit is labelled where it was decided.
 */
function tickLabels(ticks: readonly Tick[], { scale, lanes, view }: Ground): Specs {
  return ticks.flatMap((tick) => {
    if (tick.kind === 'commit' && tick.look !== 'leader') return [];
    const above = rowOf(lanes, tick.actor);
    const aside = tick.kind === 'commit' ? BESIDE + 4 * strokeScale(view) : BESIDE;
    const left = xOf(scale, tick.step) + aside;
    const texts = tick.kind === 'epoch' ? tick.shorter.slice(-1) : [tick.text, ...tick.shorter];
    const all = lanes.lanes.map((_, i) => i);
    const elsewhere = tick.kind === 'leader' ? [lanes.lanes.length, ...all.reverse()] : [];
    const rows = tick.kind === 'commit' ? [above + 1, above] : [above, above + 1, ...elsewhere];
    const spots = texts.flatMap((text) => {
      const before = left - 2 * aside - textWidth(text, view.font);
      return rows.flatMap((row) => [left, before].map((x) => placed(row, x, text, view.font)));
    });
    return [{ of: { kind: 'tick' as const, tick }, spots }];
  });
}

/** The point at which a copy branches off its original. */
function copyLabels(arrows: readonly DrawnArrow[], lanes: Lanes, font: number): Specs {
  return arrows
    .filter(({ arrow }) => arrow.copyOf !== null)
    .map((arrow) => {
      const [row = 0] = rowsOf({ ...arrow, y2: arrow.y1 }, lanes);
      const lefts = [arrow.x1 + BESIDE, arrow.x1 - BESIDE - textWidth('×2', font)];
      return {
        of: { kind: 'copy', arrow },
        spots: [row, row + 1].flatMap((at) => lefts.map((left) => placed(at, left, '×2', font))),
      };
    });
}

/** A message is labelled beside its arrow, where that crosses a gap. The gap closest to its arrival is tried first. */
function besideArrow(arrow: DrawnArrow, lanes: Lanes, font: number): Spot[] {
  const text = labelText(arrow.arrow.label);
  const width = textWidth(text, font);
  const rows = [...rowsOf(arrow, lanes)];
  if (arrow.bend > 0) return [placed((rows[0] ?? 1) - 1, (arrow.x1 + arrow.x2 - width) / 2, text, font)];
  if (arrow.y2 > arrow.y1) rows.reverse();
  return rows.flatMap((row) => {
    const span = spanIn(arrow, lanes, font, row);
    if (!span) return [];
    const sides = [span.right + BESIDE, span.left - BESIDE - width];
    return sides.map((left) => placed(row, left, text, font));
  });
}
