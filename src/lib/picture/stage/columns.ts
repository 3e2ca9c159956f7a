import type { Cell } from '../../protocol/portrait';
import { textWidth } from '../text-width';
import { stepped, type Density, type Type } from './room';

/** The indexes that all rows show. All rows show the same ones, so that equal indexes are aligned. */
export interface Columns {
  readonly first: number;
  /** In pixels, one for each index from `first` on. */
  readonly widths: readonly number[];
  /** The highest index in any row. */
  readonly last: number;
  /** Whether cells have room for their text; otherwise they show only the term. */
  readonly texts: boolean;
  /** The width of the log, in pixels. */
  readonly room: number;
  /** Whether the last entries of every log are visible. */
  readonly whole: boolean;
  /** The width of the count of hidden entries, at a side that has some, in pixels. */
  readonly edge: number;
}

/** The part of a log on which its columns depend: its entries, and those that the step removed. */
export interface LogHeld {
  readonly cells: readonly Cell[];
  /** The indexes that the step changed, in order. */
  readonly changed: readonly number[];
}

/** Sizes of text, and how many lines an entry has. */
interface ColumnType extends Type {
  readonly density: Density;
}

/** At least this many entries at the end of each log are shown. */
const TAIL = 4;
/** In font sizes of a cell. */
const COLUMN_LEAST = 2.6;
const COLUMN_MOST = 8;
const COLUMN_FRAME_PX = 7;

/**
 * Chooses the columns: those at the ends of all logs, the entries before them as far as there is room, then empty columns.
 * If the ends of all logs do not fit side by side, cells show only their terms; if even that does not help, the columns
 * follow what changed.
 *
 * @param least `most` the width that the log takes, and the most that it may take, in pixels
 * @param wanted the first index that the person asked for; null: none
 */
export function columnsOf(
  logs: readonly LogHeld[],
  [least, most]: readonly [number, number],
  type: ColumnType,
  wanted: number | null,
): Columns {
  const held = (index: number) => logs.flatMap(({ cells }) => cellAt(cells, index) ?? []);
  const last = Math.max(0, ...logs.map(({ cells }) => cells.at(-1)?.index ?? 0));
  const ends = logs.map(({ cells }) => cells.at(-TAIL)?.index ?? cells[0]?.index ?? last);
  const tails = Math.max(1, Math.min(last, ...ends));
  const edge = textWidth(`‹${last}`, type.text) + 4;
  const widthIn = (texts: boolean) => (index: number) => columnWidth(held(index), texts, type);
  for (const texts of [true, false]) {
    const width = widthIn(texts);
    const needed = sum(tails, last, width) + (tails > 1 ? edge : 0);
    if (needed > most) continue;
    const room = Math.min(most, Math.max(least, stepped(needed, type.text)));
    const first = wanted ?? earliest(tails, last, width, { room, edge });
    const widths = widthsFrom(first, last, width, { room, edge });
    return { first, last, texts, room, edge, widths, whole: true };
  }
  const newest = Math.max(...logs.flatMap(({ changed }) => changed), 0) || last;
  const room = most - (newest < last ? edge : 0);
  const from = (texts: boolean) => earliest(newest, newest, widthIn(texts), { room, edge });
  const texts = newest - from(true) + 1 >= TAIL;
  const first = wanted ?? from(texts);
  const widths = widthsFrom(first, last, widthIn(texts), { room: most, edge });
  return { first, last, texts, room: most, edge, widths, whole: false };
}

/** The cell at an index; `cells` are in order, mostly without gaps. */
export function cellAt(cells: readonly Cell[], index: number): Cell | undefined {
  const near = cells[index - (cells[0]?.index ?? 0)];
  return near?.index === index ? near : cells.find((cell) => cell.index === index);
}

/** The width of the cells at one index. */
function columnWidth(cells: readonly Cell[], texts: boolean, { text: size, density }: ColumnType): number {
  const needs = cells.map(({ mark, text }) => {
    const term = textWidth(mark, size);
    if (!texts) return term;
    return density === 'line' ? textWidth(`${mark} ${text}`, size) : Math.max(term, textWidth(text, size));
  });
  const least = (texts ? COLUMN_LEAST : 1) * size;
  return Math.min(COLUMN_MOST * size, Math.max(least, ...needs) + COLUMN_FRAME_PX);
}

/** The width of a log, and the part of it that is reserved at a side with hidden entries, in pixels. */
interface LogRoom {
  readonly room: number;
  readonly edge: number;
}

function sum(first: number, end: number, width: (index: number) => number): number {
  let all = 0;
  for (let index = first; index <= end; index++) all += width(index);
  return all;
}

/** The first index from which all up to `end` fit. */
function earliest(
  from: number,
  end: number,
  width: (index: number) => number,
  { room, edge }: LogRoom,
): number {
  let first = from;
  let all = sum(first, end, width);
  while (first > 1) {
    all += width(first - 1);
    if (all + (first > 2 ? edge : 0) > room) break;
    first--;
  }
  return first;
}

/** The widths of as many columns from `first` on as fit, at least one. */
function widthsFrom(
  first: number,
  last: number,
  width: (index: number) => number,
  { room, edge }: LogRoom,
): number[] {
  const left = room - (first > 1 ? edge : 0);
  const free = sum(first, last, width) <= left ? left : left - edge;
  const widths = [width(first)];
  let all = widths[0] ?? 0;
  for (let index = first + 1; ; index++) {
    all += width(index);
    if (all > free) return widths;
    widths.push(width(index));
  }
}
