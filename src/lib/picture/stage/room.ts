import type { Portrait } from '../../protocol/portrait';
import { textWidth } from '../text-width';

/** Sizes of text and of what can be pressed, in pixels. */
export interface Type {
  /** The font size. */
  readonly text: number;
  /** The least side of anything that can be pressed. */
  readonly target: number;
}

/** The box of the stage, in pixels. */
export interface StageRoom extends Type {
  readonly width: number;
  /** null: as high as needed, because the page scrolls. */
  readonly height: number | null;
}

/**
 * wide: everything side by side. stacked: timer, store and inbox below name and log. tall: the log on a line of its own,
 * too.
 */
export type Layout = 'wide' | 'stacked' | 'tall';

/** The widths of a row's columns, in pixels: name, log, store, messages in flight, timer. */
export interface StageShape {
  readonly layout: Layout;
  readonly head: number;
  /** The least and the largest width of the log. */
  readonly log: readonly [number, number];
  readonly store: number;
  readonly timer: number;
  /** The remaining width for the inbox, including the log if they stand side by side. */
  readonly inbox: number;
  readonly rowHeight: number;
  readonly chipLines: number;
  readonly clientColumns: number;
  /** Whether timers have room for their words. */
  readonly words: boolean;
  /** Whether there is room for the marks of nextIndex and matchIndex below a log. */
  readonly marks: boolean;
}

/** The contents on which a shape depends. */
export interface StageContent {
  readonly nodes: readonly Portrait[];
  /** The number of rows that share the height. */
  readonly rows: number;
  readonly clients: number;
  /** The word of each timer; empty if timers cannot be fired here. */
  readonly timerWords: readonly string[];
  /** The largest number of timers of a node. */
  readonly timers: number;
  /** The number of lines between groups of a partition. */
  readonly cuts: number;
}

/** The frame and padding of a row, and the gaps between its columns. */
const ROW_FRAME = 26;
export const COLUMN_GAP = 10;
export const ROW_GAP = 5;
const CHIP_GAP = 2;
/** Below this width, in font sizes, timer, store and inbox are below name and log. */
const STACKED_BELOW = 42;
/** The least width of an inbox, in font sizes. */
const LEAST_INBOX = 11;

/** The layouts that fit a width, the lowest first. */
export const layoutsOf = ({ width, text }: StageRoom): readonly Layout[] =>
  width < STACKED_BELOW * text ? ['stacked', 'tall'] : ['wide', 'stacked', 'tall'];

/** The layout of the rows for a room. It depends little on what nodes hold, so that steps move nothing. */
export function shapeOf(room: StageRoom, content: StageContent, layout: Layout): StageShape {
  const { width, text, target } = room;
  const { nodes, clients } = content;
  const head = headWidth(nodes, text);
  const store = storeWidth(nodes, layout, text);
  const timer = timerWidth(content, layout, room);
  const beside = {
    wide: head + store + timer + 4 * COLUMN_GAP,
    stacked: head + COLUMN_GAP,
    tall: 0,
  }[layout];
  const rest = Math.max(0, width - ROW_FRAME - beside);
  const share = Math.floor(rest * 0.45);
  const log: readonly [number, number] =
    layout === 'wide' ? [share, Math.max(share, rest - LEAST_INBOX * text)] : [rest, rest];
  const clientColumns = Math.max(1, Math.min(clients, Math.floor(width / (15 * text))));
  const rowHeight = heightOf(room, content, layout, clientColumns);
  const chipLines = Math.max(1, Math.floor((rowHeight - 8 + CHIP_GAP) / (target + CHIP_GAP)));
  return {
    ...{ layout, head, log, store, timer, rowHeight, clientColumns },
    inbox: layout === 'wide' ? rest : width - ROW_FRAME - store - timer - 2 * COLUMN_GAP,
    chipLines: layout === 'wide' ? chipLines : 1,
    words: hasTimerWords(room, layout),
    marks:
      rowHeight - (layout === 'wide' ? 0 : target) - (layout === 'tall' ? 2.6 * text : 0) >= 3.7 * text + 10,
  };
}

function heightOf(
  { height, text, target }: StageRoom,
  content: StageContent,
  layout: Layout,
  columns: number,
): number {
  const below = (layout === 'wide' ? 0 : target + 3) + (layout === 'tall' ? 2.6 * text + 3 : 0);
  const least = Math.max(cellHeight(text) + 8, target + 6) + below;
  const most = Math.max(6.2 * text, least);
  if (height === null) return least;
  const lines = Math.ceil(content.clients / columns) * (target + 10);
  const free = height - headsHeight({ text, target }) - lines - content.cuts * cutHeight({ target });
  return Math.floor(Math.min(most, Math.max(least, (free - 8) / content.rows - ROW_GAP)));
}

/** The height of a log entry: two lines, its frame and its padding. */
const cellHeight = (text: number) => Math.max(2.5 * text, 2.1 * text + 8);

/** The height of the column heads. */
export const headsHeight = ({ target }: Type) => target + 2;
/** The height of the line between two groups of a partition. */
export const cutHeight = ({ target }: Pick<Type, 'target'>) => target + ROW_GAP;

/** Rounded up in steps, so that a longer number moves nothing. */
export const stepped = (width: number, step: number) => Math.ceil(width / step) * step;

function headWidth(nodes: readonly Portrait[], text: number): number {
  const needs = nodes.map((node) => {
    const { id, role, alive, epoch } = node;
    const pill = epoch && epoch.line === undefined ? textWidth(epoch.brief, text) + text : 0;
    const first = textWidth(id, 1.15 * text) + textWidth(alive ? role : 'crashed', text) + pill + 2.2 * text;
    const second = textWidth(
      factsOf(node)
        .map(({ brief, value }) => `${brief} ${value}`)
        .join(' · '),
      text,
    );
    return 0.92 * Math.max(first, second);
  });
  return stepped(Math.max(11.5 * text, ...needs), 1.5 * text);
}

function storeWidth(nodes: readonly Portrait[], layout: Layout, text: number): number {
  const texts = nodes.flatMap(({ fields }) => fields.filter(({ column }) => column === 'store'));
  if (texts.length === 0) return 0;
  const longest = Math.max(...texts.map(({ value, blank }) => (blank ? 0 : longestPair(value, text))));
  const column = Math.min(9 * text, stepped(Math.max(3 * text, longest + 4), 1.5 * text));
  // Without a head above it, the column holds its own heading.
  return layout === 'wide' ? column : column + 3.2 * text;
}

const longestPair = (value: string, text: number) =>
  Math.max(...value.split(' ').map((pair) => textWidth(pair, text)));

/** Below this width, in font sizes, a timer shows only its sign. */
const WORDS_FROM = 56;

const hasTimerWords = ({ width, text }: StageRoom, layout: Layout) =>
  layout === 'wide' && width >= WORDS_FROM * text;

function timerWidth({ timerWords, timers }: StageContent, layout: Layout, room: StageRoom): number {
  const { text, target } = room;
  if (timerWords.length === 0) return 0;
  if (!hasTimerWords(room, layout)) return timers * target;
  const longest = Math.max(
    ...timerWords.flatMap((words) => words.split(' ')).map((it) => textWidth(it, text)),
  );
  return Math.max(timers * target, 0.92 * longest + 12);
}

/** A field on the line below a node's name. */
export interface Fact {
  readonly field: string;
  readonly brief: string;
  readonly value: string;
}

export function factsOf({ epoch, fields }: Portrait): readonly Fact[] {
  const own = fields.flatMap(({ name, brief, value, blank, column }): Fact[] =>
    brief === undefined || column !== undefined ? [] : [{ field: name, brief, value: blank ? '–' : value }],
  );
  if (epoch?.line === undefined) return own;
  return [{ field: epoch.field, brief: epoch.line, value: epoch.value }, ...own];
}
