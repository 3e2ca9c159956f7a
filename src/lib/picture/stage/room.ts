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
  /** The least side of anything that can be pressed where many rows share the height. */
  readonly leastTarget: number;
}

/**
 * wide: everything side by side. stacked: timer, store and inbox below name and log. tall: the log on a line of its own,
 * too.
 */
export type Layout = 'wide' | 'stacked' | 'tall';

/** roomy: space around two lines. close: two lines without space. line: one line a row. */
export type Density = 'roomy' | 'close' | 'line';

/** How rows are drawn. The number of rows for a height decides the density, the width the layout. */
export interface Form {
  readonly layout: Layout;
  readonly density: Density;
}

/** The widths of a row's columns, in pixels: name, log, store, messages in flight, timer. */
export interface StageShape extends Form {
  /** The least side of anything that can be pressed. */
  readonly target: number;
  /** The height of the column heads and of the line between two groups. */
  readonly bar: number;
  /** Between two rows, and between two columns. */
  readonly gap: number;
  readonly columnGap: number;
  /** Whether all rows fit without scrolling, each with its least height. */
  readonly fits: boolean;
  /** The least height of the stage, in pixels. */
  readonly least: number;
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
  /** The number of rows for which the density must do. */
  readonly denseFor: number;
  readonly clients: number;
  /** Whether anything can be pressed besides names and messages. */
  readonly acts: boolean;
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
const columnGapOf = (density: Density) => (density === 'line' ? 6 : COLUMN_GAP);
export const ROW_GAP = 5;
const CLOSE_GAP = 2;
const CHIP_GAP = 2;
/** Below this width, in font sizes, timer, store and inbox are below name and log. */
const STACKED_BELOW = 42;
/** The least width of an inbox, in font sizes. */
const LEAST_INBOX: Readonly<Record<Density, number>> = { roomy: 11, close: 11, line: 9 };
/** The least share of the width that log and inbox have in common. On one line the messages need more of it. */
const LOG_SHARE: Readonly<Record<Density, number>> = { roomy: 0.45, close: 0.45, line: 0.3 };

/** The forms that fit a width: the roomiest first, and of each density the lowest layout first. */
export function formsOf({ width, text }: StageRoom): readonly Form[] {
  const layouts: readonly Layout[] = ['wide', 'stacked', 'tall'];
  const all: readonly Form[] = [
    ...layouts.map((layout) => ({ layout, density: 'roomy' as const })),
    ...layouts.map((layout) => ({ layout, density: 'close' as const })),
    { layout: 'wide', density: 'line' },
  ];
  return width < STACKED_BELOW * text ? all.filter(({ layout }) => layout !== 'wide') : all;
}

/** The shape of the rows for a room. It depends little on what nodes hold, so that steps move nothing. */
export function shapeOf(given: StageRoom, content: StageContent, form: Form): StageShape {
  const { layout, density } = form;
  const room = density === 'roomy' ? given : { ...given, target: given.leastTarget };
  const { width, text, target } = room;
  const { nodes, clients } = content;
  const columnGap = columnGapOf(density);
  const head = headWidth(nodes, text, density);
  const store = storeWidth(nodes, layout, text);
  const timer = timerWidth(content, layout, room);
  const beside = {
    wide: head + store + timer + 4 * columnGap,
    stacked: head + columnGap,
    tall: 0,
  }[layout];
  const rest = Math.max(0, width - ROW_FRAME - beside);
  const share = Math.floor(rest * LOG_SHARE[density]);
  const log: readonly [number, number] =
    layout === 'wide' ? [share, Math.max(share, rest - LEAST_INBOX[density] * text)] : [rest, rest];
  const clientColumns = Math.max(1, Math.min(clients, Math.floor(width / (15 * text))));
  const { rowHeight, least, fits } = heightsOf(room, content, form, clientColumns);
  const chipLines = Math.max(
    1,
    Math.floor((rowHeight - FRAME[density] + CHIP_GAP) / (chipHeight(room, density) + CHIP_GAP)),
  );
  return {
    ...{ layout, density, target, gap: gapOf(density), columnGap },
    ...{ least, fits },
    ...{ head, log, store, timer, rowHeight, clientColumns },
    bar: barHeight(room, content.acts, density),
    inbox: layout === 'wide' ? rest : width - ROW_FRAME - store - timer - 2 * columnGap,
    chipLines: layout === 'wide' ? chipLines : 1,
    words: hasTimerWords(room, layout),
    marks:
      density !== 'line' &&
      rowHeight - (layout === 'wide' ? 0 : target) - (layout === 'tall' ? 2.6 * text : 0) >= 3.7 * text + 10,
  };
}

/** The frame and the padding of a row, above and below together. */
const FRAME: Readonly<Record<Density, number>> = { roomy: 8, close: 4, line: 4 };

const gapOf = (density: Density) => (density === 'roomy' ? ROW_GAP : CLOSE_GAP);

function heightsOf(room: StageRoom, content: StageContent, { layout, density }: Form, columns: number) {
  const { height, text, target } = room;
  const gap = gapOf(density);
  const below = (layout === 'wide' ? 0 : target + 3) + (layout === 'tall' ? 2.6 * text + 3 : 0);
  const chip = chipHeight(room, density) + (density === 'roomy' ? 6 : FRAME[density]);
  const row = Math.max(cellHeight(text, density) + FRAME[density], chip) + below;
  const bar = barHeight(room, content.acts, density);
  const heads = bar + 2;
  const clients = Math.ceil(content.clients / columns) * (target + gap + (density === 'roomy' ? 5 : 2));
  const around = heads + clients + content.cuts * (bar + gap) + 8;
  const least = around + content.denseFor * (row + gap);
  if (height === null) return { rowHeight: row, least, fits: true };
  const share = (height - around) / content.rows - gap;
  const most = (density === 'line' ? 4.6 : 6.2) * text;
  return { rowHeight: Math.max(row, Math.floor(Math.min(most, share))), least, fits: least <= height };
}

/** The height of the column heads and of the line between two groups, which hold buttons if there is something to do. */
const barHeight = ({ text, target }: Type, acts: boolean, density: Density) =>
  acts || density === 'roomy' ? target : 1.15 * text;

/** The height of a message in flight. `Stage.svelte` has the same. */
const chipHeight = ({ text, target }: Type, density: Density) =>
  density === 'roomy' ? target : Math.max(target, 1.15 * text + 4);

/** The height of a log entry: one or two lines, its frame and its padding. `LogCells.svelte` has the same. */
const cellHeight = (text: number, density: Density) =>
  ({ roomy: Math.max(2.5 * text, 2.1 * text + 8), close: 2 * text + 4, line: 1.1 * text + 4 })[density];

/** Rounded up in steps, so that a longer number moves nothing. */
export const stepped = (width: number, step: number) => Math.ceil(width / step) * step;

function headWidth(nodes: readonly Portrait[], text: number, density: Density): number {
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
    return 0.92 * (density === 'line' ? first + second : Math.max(first, second));
  });
  return stepped(Math.max(11.5 * text, ...needs), density === 'line' ? text : 1.5 * text);
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
