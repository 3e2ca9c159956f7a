import type { Chart, ChartTransition } from '../../protocol/chart';
import { ALWAYS } from '../../protocol/chart-reader';

/** Sizes in CSS pixels at a root font size of 16. */
const LINE = 15;
const CHARACTER = 7;
const LIFT = 10;
const HEAD = 26;
const BOX_WIDTH = 110;
/** With the transitions listed in them, boxes take what there is, within these. */
const DETAILED_WIDTH: readonly [number, number] = [200, 290];
const GAP = 24;
const EDGE = 4;
/** How far from the middle of a box arrows leave and arrive, as a part of its width. */
const ASIDE = 0.12;

/** One line of a label: an event with its guard, and the rows of the table that it stands for. */
export interface Line {
  readonly text: string;
  readonly ids: readonly string[];
}

/** A state, with the transitions that keep it. */
export interface Box {
  readonly state: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly keeps: readonly Line[];
}

/** All transitions from one state to another: one arrow. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly lines: readonly Line[];
  /** The middle of its label, and its first baseline. */
  readonly x: number;
  readonly y: number;
  /** How wide its label is at most. */
  readonly width: number;
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/**
 * The states in a row; arrows to the right run above it, those to the left below. Where labels take more room than there is, their guards
 * stand on lines of their own.
 *
 * @param width what there is, in pixels at a root font size of 16; a chart that needs more takes more
 * @param detailed boxes list the transitions that keep the state
 * @param spare how many times as wide as there is room a chart may be before its labels are broken: it is drawn smaller then
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
      ...tracks.flatMap((track, i) =>
        track.up === up ? (lifts[i] as number) + track.lines.length * LINE : [],
      ),
    );
  const kept = pairs.filter(({ from, to }) => from === to);
  const most = Math.max(0, ...kept.map(({ lines }) => lines.length));
  const boxHeight = HEAD + (detailed ? most : 1) * LINE + 10;
  const top = reach(true) + EDGE;
  const bottom = top + boxHeight;
  const boxes = kept.map(({ from: state, lines: keeps }) => ({
    ...{ state, keeps, width: boxWidth, height: boxHeight },
    ...{ x: center(state) - boxWidth / 2, y: top },
  }));
  const arrows = tracks.map(({ from, to, lines, up }, i): Arrow => {
    const aside = (up ? ASIDE : -ASIDE) * boxWidth;
    const [x1, x2] = [center(from) + aside, center(to) - aside];
    const lift = lifts[i] as number;
    const [edge, run] = up ? [top, top - lift] : [bottom, bottom + lift];
    const y = up ? run - 4 - (lines.length - 1) * LINE : run + LINE - 2;
    const path = `M${x1} ${edge}V${run}H${x2}V${edge}`;
    return { from, to, path, lines, x: (x1 + x2) / 2, y, width: label };
  });
  const right = EDGE * 2 + boxWidth + (states.length - 1) * pitch;
  return { width: right, height: bottom + reach(false) + EDGE, boxes, arrows };
}

/**
 * The lines that tell these rows. Not detailed: an event that leads there in any case is told without guards. Rows that read
 * alike are one line.
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

/** How far from the boxes each arrow runs: a longer one runs clear of the shorter ones beneath it and of their labels. */
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
  return tracks.map((track) => lifts.get(track) as number);
}
