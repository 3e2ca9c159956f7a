import { element, label, svgDocument, type Paint } from '../../export/svg';
import { CHANGE_SIGN } from '../inspect/cells';
import { glyph } from '../export/glyph';
import { MARK_SIGN, type Matrix, type MatrixLine, type Square } from './matrix';

/** In pixels. */
const HEAD = 150;
const COLUMN = 132;
const ROW = 34;
const TOP = 66;
const EDGE = 16;

/** The log matrix as a standalone SVG file. */
export function matrixSvg(matrix: Matrix, title: string, paint: Paint): string {
  const width = Math.max(760, HEAD + matrix.last * COLUMN + EDGE);
  const height = TOP + matrix.lines.length * ROW + 44;
  const indices = Array.from({ length: matrix.last }, (_, i) => i + 1);
  return svgDocument(
    { title, width, height, paint },
    label(title, { x: EDGE, y: 28, 'font-weight': 700 }, 16, width - 2 * EDGE),
    label('index', { x: EDGE, y: TOP - 10, fill: paint('muted') }),
    ...indices.map((index) =>
      label(String(index), { x: left(index) + 12, y: TOP - 10, fill: paint('muted'), 'font-weight': 600 }),
    ),
    ...matrix.lines.map((line, i) =>
      element('g', { transform: `translate(0 ${TOP + i * ROW})` }, ...row(line, width, paint)),
    ),
    label(legend(matrix), { x: EDGE, y: height - 16, fill: paint('muted') }, 12, width - 2 * EDGE),
  );
}

const left = (index: number) => HEAD + (index - 1) * COLUMN;

function row(line: MatrixLine, width: number, paint: Paint): string[] {
  const { node, squares, settledTo, matchesNothing } = line;
  const colour = paint(node.alive ? roleColour(node.shape) : 'crashed');
  const role = node.alive ? node.role : 'crashed';
  const rule = { x1: EDGE, x2: width - EDGE, y1: ROW, y2: ROW, stroke: paint('line') };
  return [
    element('line', rule),
    element('g', { transform: `translate(${EDGE} 9)`, color: colour }, glyph(node.shape, node.alive)),
    label(node.id, { x: EDGE + 22, y: 22, 'font-weight': 700 }, 14),
    label(role, { x: EDGE + 50, y: 22, fill: colour }, 12, 76),
    ...matchesNothing.map(() =>
      label(MARK_SIGN.match, { x: HEAD - 6, y: 22, fill: paint('leader'), 'font-weight': 800 }),
    ),
    ...[...squares.values()].map((square) => squareMark(square, paint)),
    ...(settledTo === 0
      ? []
      : [
          element('rect', {
            x: left(settledTo + 1) - 2,
            y: 0,
            width: 4,
            height: ROW,
            fill: paint('ink'),
          }),
        ]),
  ];
}

function squareMark({ index, cell, kinds, pointers }: Square, paint: Paint): string {
  const x = left(index);
  const marks = pointers.map(({ kind }) =>
    label(MARK_SIGN[kind], {
      x: kind === 'next' ? x + 3 : x + COLUMN - 10,
      y: 22,
      fill: paint('leader'),
      'font-weight': 800,
    }),
  );
  if (!cell) return marks.join('');
  const isGone = kinds.includes('truncated');
  const settled = cell.settled && !isGone;
  const tint = paint(`tint-${cell.epoch % 6}`);
  const box = { x: x + 13, y: 4, width: COLUMN - 26, height: ROW - 8, rx: 4 };
  const frame = settled
    ? { fill: tint, stroke: tint }
    : { fill: paint('panel'), stroke: paint('strong-line'), 'stroke-dasharray': '4 3' };
  const text = `${kinds.map((kind) => CHANGE_SIGN[kind]).join('')}${cell.mark} ${cell.text}`;
  const ink = {
    fill: settled ? '#000000' : paint('ink'),
    'text-decoration': isGone ? 'line-through' : 'none',
  };
  const ring = { ...box, fill: 'none', stroke: paint('changed'), 'stroke-width': 2.5 };
  return [
    element('rect', { ...box, ...frame }),
    element('rect', { x: box.x, y: 4, width: 6, height: box.height, fill: tint }),
    label(text, { x: box.x + 11, y: 22, ...ink }, 12, box.width - 14),
    kinds.length > 0 ? element('rect', ring) : '',
    ...marks,
  ].join('');
}

function legend({ settledAs, marks, lines }: Matrix): string {
  const kinds = new Set(lines.flatMap(({ squares }) => [...squares.values()].flatMap((it) => it.kinds)));
  const done = [...kinds].map((kind) => `${CHANGE_SIGN[kind]} ${kind === 'settled' ? settledAs : kind}`);
  return [
    `bar: ${settledAs} up to here`,
    ...marks.map(({ kind, name, by }) => `${MARK_SIGN[kind]} ${name} of ${by.join(', ')}`),
    ...done,
  ].join('   ');
}

/** Roles that wait to be told what to do look alike. */
function roleColour(shape: string): string {
  return shape === 'leader' || shape === 'candidate' ? shape : 'follower';
}
