import { element, textLine, svgDocument, type Paint } from '../svg';
import { textWidth } from '../text-width';
import { CHANGE_SIGN } from '../cells';
import { glyph } from '../glyph';
import { MARK_SIGN, type Matrix, type MatrixLine, type Square, type Tag } from './matrix';

/** Lengths in pixels. */
const HEAD = 150;
/** Cells are as wide as the longest text, within these bounds. Longer texts are cut with an ellipsis. */
const CELL = { least: 106, most: 190 };
/** Padding of a cell, before and after its text. */
const PAD = { left: 11, right: 3 };
const TEXT = 12;
const GUTTER = 13;
const ROW = 34;
const TOP = 66;
const EDGE = 16;
/** The width of a character of a name beside a mark. */
const NAME = 7;
/** Browsers cannot draw a wider picture at twice its size. */
const WIDTH_MAX = 15_000;

/** The layout. Names beside marks widen the gutters beside the cells. */
interface Grid {
  readonly first: number;
  readonly last: number;
  readonly head: number;
  readonly column: number;
  readonly cell: number;
  /** The gutters before and after a cell. */
  readonly before: number;
  readonly behind: number;
  readonly width: number;
}

function gridOf({ last, names, lines }: Matrix): Grid {
  const texts = lines.flatMap(({ squares }) => [...squares.values()].map(textOf));
  const longest = texts.reduce((most, text) => Math.max(most, textWidth(text, TEXT)), 0);
  const cell = Math.max(CELL.least, Math.min(CELL.most, Math.ceil(longest) + PAD.left + PAD.right));
  const [before, behind] = [GUTTER + names.next * NAME, GUTTER + names.match * NAME];
  const [head, column] = [HEAD + names.nothing * NAME, cell + before + behind];
  const most = Math.floor((WIDTH_MAX - head - EDGE) / column);
  const first = Math.max(1, last - most + 1);
  const width = Math.max(760, head + (last - first + 1) * column + EDGE);
  return { first, last, head, column, cell, before, behind, width };
}

/** The first index in the picture. Of long logs it shows the end. */
export const firstShown = (matrix: Matrix): number => gridOf(matrix).first;

/** The log matrix as a standalone SVG file. */
export function matrixSvg(matrix: Matrix, title: string, paint: Paint): string {
  const grid = gridOf(matrix);
  const { first, last, width } = grid;
  const height = TOP + matrix.lines.length * ROW + 44;
  const indices = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return svgDocument(
    { title, width, height, paint },
    textLine(title, { x: EDGE, y: 28, 'font-weight': 700 }, 16, width - 2 * EDGE),
    textLine('index', { x: EDGE, y: TOP - 10, fill: paint('muted') }),
    ...indices.map((index) => {
      const x = leftOf(grid, index) + grid.before - 1;
      return textLine(String(index), { x, y: TOP - 10, fill: paint('muted'), 'font-weight': 600 });
    }),
    ...matrix.lines.map((line, i) =>
      element('g', { transform: `translate(0 ${TOP + i * ROW})` }, ...row(line, grid, paint)),
    ),
    textLine(legend(matrix, grid), { x: EDGE, y: height - 16, fill: paint('muted') }, 12, width - 2 * EDGE),
  );
}

const leftOf = ({ first, head, column }: Grid, index: number) => head + (index - first) * column;

function row(line: MatrixLine, grid: Grid, paint: Paint): string[] {
  const { node, squares, settledTo, nothingTags } = line;
  const colour = paint(node.alive ? roleColour(node.shape) : 'crashed');
  const role = node.alive ? node.role : 'crashed';
  const rule = { x1: EDGE, x2: grid.width - EDGE, y1: ROW, y2: ROW, stroke: paint('line') };
  const edge = { x: leftOf(grid, settledTo + 1) - 2, y: 0, width: 4, height: ROW, fill: paint('ink') };
  const shown = [...squares.values()].filter(({ index }) => index >= grid.first);
  return [
    element('line', rule),
    element('g', { transform: `translate(${EDGE} 9)`, color: colour }, glyph(node.shape, node.alive)),
    textLine(node.id, { x: EDGE + 22, y: 22, 'font-weight': 700 }, 14),
    textLine(role, { x: EDGE + 50, y: 22, fill: colour }, 12, 76),
    ...nothingTags.map((tag) => tagMark(tag, { at: 'head', x: grid.head }, paint)),
    ...shown.map((square) => squareMark(square, grid, paint)),
    settledTo > 0 && settledTo >= grid.first - 1 ? element('rect', edge) : '',
  ];
}

/** A mark with its owner: `next` before the cell, `match` after it or at the end of the head. */
function tagMark(
  { kind, by }: Tag,
  { at, x }: { readonly at: 'head' | 'before' | 'behind'; readonly x: number },
  paint: Paint,
): string {
  const text = kind === 'next' ? `${by}${MARK_SIGN.next}` : `${MARK_SIGN.match}${by}`;
  const anchor = at === 'behind' ? 'start' : 'end';
  return textLine(text, { x, y: 22, fill: paint('leader'), 'font-weight': 800, 'text-anchor': anchor }, 12);
}

/** The text of a square, with the signs of its changes; empty: no entry. */
const textOf = ({ cell, kinds }: Square): string =>
  cell ? `${kinds.map((kind) => CHANGE_SIGN[kind]).join('')}${cell.mark} ${cell.text}` : '';

function squareMark(square: Square, grid: Grid, paint: Paint): string {
  const { index, cell, kinds, tags } = square;
  const box = { x: leftOf(grid, index) + grid.before, y: 4, width: grid.cell, height: ROW - 8, rx: 4 };
  const marks = tags.map((tag) =>
    tag.kind === 'next'
      ? tagMark(tag, { at: 'before', x: box.x - 2 }, paint)
      : tagMark(tag, { at: 'behind', x: box.x + box.width + 3 }, paint),
  );
  if (!cell) return marks.join('');
  const isGone = kinds.includes('truncated');
  const settled = cell.settled && !isGone;
  const tint = paint(`tint-${cell.epoch % 6}`);
  const frame = settled
    ? { fill: tint, stroke: tint }
    : { fill: paint('panel'), stroke: paint('strong-line'), 'stroke-dasharray': '4 3' };
  const ink = {
    fill: settled ? '#000000' : paint('ink'),
    'text-decoration': isGone ? 'line-through' : 'none',
  };
  const ring = { ...box, fill: 'none', stroke: paint('changed'), 'stroke-width': 2.5 };
  return [
    element('rect', { ...box, ...frame }),
    element('rect', { x: box.x, y: 4, width: 6, height: box.height, fill: tint }),
    textLine(textOf(square), { x: box.x + PAD.left, y: 22, ...ink }, TEXT, box.width - PAD.left - PAD.right),
    kinds.length > 0 ? element('rect', ring) : '',
    ...marks,
  ].join('');
}

function legend({ settledAs, marks, lines }: Matrix, { first, last }: Grid): string {
  const kinds = new Set(lines.flatMap(({ squares }) => [...squares.values()].flatMap((it) => it.kinds)));
  const done = [...kinds].map((kind) => `${CHANGE_SIGN[kind]} ${kind === 'settled' ? settledAs : kind}`);
  return [
    `bar: ${settledAs} up to here`,
    ...marks.map(({ kind, name, by }) => `${MARK_SIGN[kind]} ${name} of ${by.join(', ')}`),
    ...done,
    ...(first > 1 ? [`indices ${first} to ${last} of ${last}`] : []),
  ].join('\u2003');
}

/** Passive roles share a colour. */
function roleColour(shape: string): string {
  return shape === 'leader' || shape === 'candidate' ? shape : 'follower';
}
