import type { Portrait } from '../../protocol/portrait';
import { textWidth } from '../text-width';

/** Sizes of type and targets, in pixels. */
export interface Type {
  /** Of all text. */
  readonly text: number;
  /** The least side of what is pressed. */
  readonly target: number;
}

/** The box that the stage is drawn in, in pixels. */
export interface StageRoom extends Type {
  readonly width: number;
  /** null: as high as it needs to be, for the page scrolls. */
  readonly height: number | null;
}

/**
 * All beside one another; timer, store and inbox below name and log; or the log on a line of its own, too.
 */
export type Layout = 'wide' | 'stacked' | 'tall';

/** What the columns of the rows are, in pixels: who it is, its log, its store, what is in flight to it, its timer. */
export interface StageShape {
  readonly layout: Layout;
  readonly head: number;
  /** The least and the most that the log takes. */
  readonly log: readonly [number, number];
  readonly store: number;
  readonly timer: number;
  /** What is left for the inbox; where it stands beside the log, together with that. */
  readonly inbox: number;
  readonly rowHeight: number;
  readonly chipLines: number;
  readonly clientColumns: number;
  /** Timers have room for their words. */
  readonly words: boolean;
  /** The marks of nextIndex and matchIndex have room below a log. */
  readonly marks: boolean;
}

/** What a shape depends on beside the room. */
export interface StageContent {
  readonly nodes: readonly Portrait[];
  /** How many rows share the height. */
  readonly rows: number;
  readonly clients: number;
  /** Each timer's word, where nodes have timers that can be fired here. */
  readonly timerWords: readonly string[];
  /** How many timers a node has at most. */
  readonly timers: number;
  /** Lines between the groups of a partition. */
  readonly cuts: number;
}

/** Frame and padding of a row, and the gaps between its columns. */
const ROW_FRAME = 26;
export const COLUMN_GAP = 10;
export const ROW_GAP = 5;
const CHIP_GAP = 2;
/** Below this width, in sizes of the text, timer, store and inbox stand below name and log. */
const STACKED_BELOW = 42;
/** An inbox is at least so wide, in sizes of the text. */
const LEAST_INBOX = 11;

/** The layouts that a room may have, the one that takes least height first. */
export const layoutsOf = ({ width, text }: StageRoom): readonly Layout[] =>
  width < STACKED_BELOW * text ? ['stacked', 'tall'] : ['wide', 'stacked', 'tall'];

/** How the rows of a stage are laid out in a room. It depends little on what nodes hold, so that nothing moves from step to step. */
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

/** An entry of a log: two lines, its frame and its padding. */
const cellHeight = (text: number) => Math.max(2.5 * text, 2.1 * text + 8);

/** The line of the columns' heads. */
export const headsHeight = ({ target }: Type) => target + 2;
/** The line between two groups of a partition. */
export const cutHeight = ({ target }: Pick<Type, 'target'>) => target + ROW_GAP;

/** Rounded up to a few sizes, so that a longer number moves nothing. */
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
  // Without a head above it, the column says itself what it is.
  return layout === 'wide' ? column : column + 3.2 * text;
}

const longestPair = (value: string, text: number) =>
  Math.max(...value.split(' ').map((pair) => textWidth(pair, text)));

/** Below this width, in sizes of the text, a timer's sign stands alone. */
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

/** What stands on the line below a node's name. */
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
