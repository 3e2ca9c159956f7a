import { itemAt, required } from '../../protocol/known';
import type { Chart, ChartTransition } from '../../protocol/chart';
import { ALWAYS } from '../../protocol/chart-reader';

/** Sizes in CSS pixels at a root font size of 16. */
const LINE = 15;
const CHARACTER = 7;
const LIFT = 10;
const HEAD = 26;
const BOX_WIDTH = 110;
/** The bounds of the width of boxes that list transitions. */
const DETAILED_WIDTH: readonly [number, number] = [200, 290];
const GAP = 24;
const EDGE = 4;
/** The distance of arrows from the middle of a box, as a share of its width. */
const ASIDE = 0.12;

/** One line of a label: an event with its guard, and the rows of the table that it stands for. */
export interface Line {
  readonly text: string;
  readonly ids: readonly string[];
}

/** A state, and the transitions that stay in it. */
interface Box {
  readonly state: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly selfTransitions: readonly Line[];
}

/** All transitions from one state to another, as one arrow. */
interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly lines: readonly Line[];
  /** The middle of its label, and its first baseline. */
  readonly x: number;
  readonly y: number;
  /** The largest width of its label. */
  readonly width: number;
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/**
 * Lays out the states in a row. Arrows to the right run above it, those to the left below. If labels need more room than
 * there is, their guards get lines of their own.
 *
 * @param width in pixels at a root font size of 16; a chart that needs more takes more
 * @param detailed whether boxes list the transitions that stay in the state
 * @param spare how many times the width a chart may take before its labels are broken
 */
export function layOut(chart: Chart, width: number, detailed: boolean, spare = 1): ChartLayout {
  const wide = inRow(chart, width, detailed, false);
  return wide.width <= width * spare ? wide : inRow(chart, width, detailed, true);
}

function inRow(chart: Chart, width: number, detailed: boolean, broken: boolean): ChartLayout {
  const { states } = chart;
  const share = (width - 2 * EDGE - GAP * (states.length - 1)) / states.length;
  const boxWidth = detailed ? Math.min(Math.max(share, DETAILED_WIDTH[0]), DETAILED_WIDTH[1]) : BOX_WIDTH;
  const between = (from: string, to: string) => {
    const lines = linesOf(
      chart.transitions.filter((row) => row.from === from && row.to === to),
      detailed,
    );
    return broken && from !== to ? lines.flatMap(guardBelow) : lines;
  };
  const pairs = states.flatMap((from) => states.map((to) => ({ from, to, lines: between(from, to) })));
  const moves = pairs.filter(({ from, to, lines }) => from !== to && lines.length > 0);
  const label =
    Math.max(0, ...moves.flatMap(({ lines }) => lines.map(({ text }) => text.length))) * CHARACTER;
  const pitch = Math.max(
    label + 8 + 2 * ASIDE * boxWidth,
    boxWidth + GAP,
    (width - boxWidth - 2 * EDGE) / Math.max(1, states.length - 1),
  );
  const place = (state: string) => states.indexOf(state);
  const center = (state: string) => EDGE + boxWidth / 2 + place(state) * pitch;

  const tracks = moves.map((move) => ({ ...move, up: place(move.to) > place(move.from) }));
  const lifts = liftsOf(
    tracks.map(({ from, to, up, lines }) => ({ up, span: [place(from), place(to)], lines: lines.length })),
  );
  const reach = (up: boolean) =>
    Math.max(
      0,
      ...tracks.flatMap((track, i) => (track.up === up ? itemAt(lifts, i) + track.lines.length * LINE : [])),
    );
  const kept = pairs.filter(({ from, to }) => from === to);
  const most = Math.max(0, ...kept.map(({ lines }) => lines.length));
  const boxHeight = HEAD + (detailed ? most : 1) * LINE + 10;
  const top = reach(true) + EDGE;
  const bottom = top + boxHeight;
  const boxes = kept.map(({ from: state, lines: selfTransitions }) => ({
    ...{ state, selfTransitions, width: boxWidth, height: boxHeight },
    ...{ x: center(state) - boxWidth / 2, y: top },
  }));
  const arrows = tracks.map(({ from, to, lines, up }, i): Arrow => {
    const aside = (up ? ASIDE : -ASIDE) * boxWidth;
    const [x1, x2] = [center(from) + aside, center(to) - aside];
    const lift = itemAt(lifts, i);
    const [edge, run] = up ? [top, top - lift] : [bottom, bottom + lift];
    const y = up ? run - 4 - (lines.length - 1) * LINE : run + LINE - 2;
    const path = `M${x1} ${edge}V${run}H${x2}V${edge}`;
    return { from, to, path, lines, x: (x1 + x2) / 2, y, width: label };
  });
  const right = EDGE * 2 + boxWidth + (states.length - 1) * pitch;
  return { width: right, height: bottom + reach(false) + EDGE, boxes, arrows };
}

/**
 * The lines for these rows. If not detailed, an event that always leads there is shown without guards. Rows with the same
 * text share a line.
 */
function linesOf(rows: readonly ChartTransition[], detailed: boolean): readonly Line[] {
  const lines = new Map<string, string[]>();
  for (const { id, event, guard } of rows) {
    const anyway = !detailed && rows.some((row) => row.event === event && row.guard === null);
    const text = guard === null || anyway ? event : event === ALWAYS ? `[${guard}]` : `${event} [${guard}]`;
    lines.set(text, [...(lines.get(text) ?? []), id]);
  }
  return [...lines].map(([text, ids]) => ({ text, ids }));
}

const guardBelow = ({ text, ids }: Line): Line[] =>
  text.split(/ (?=\[)/).map((part) => ({ text: part, ids }));

interface Track {
  readonly up: boolean;
  readonly span: readonly [number, number] | readonly number[];
  readonly lines: number;
}

/** The distance of each arrow from the boxes. Longer arrows run outside shorter ones and their labels. */
function liftsOf(tracks: readonly Track[]): readonly number[] {
  const ends = ({ span }: Track) => [Math.min(...span), Math.max(...span)] as const;
  const length = (track: Track) => ends(track)[1] - ends(track)[0];
  const lifts = new Map<Track, number>();
  for (const track of [...tracks].sort((a, b) => length(a) - length(b))) {
    const [first, last] = ends(track);
    const under = [...lifts].filter(([other]) => {
      const [from, to] = ends(other);
      return other.up === track.up && from < last && first < to;
    });
    lifts.set(track, Math.max(0, ...under.map(([other, lift]) => lift + other.lines * LINE)) + LIFT);
  }
  return tracks.map((track) => required(lifts.get(track), 'the lift'));
}
