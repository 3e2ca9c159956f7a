import type { System } from '../../run/system';
import type { World } from '../../sim/world';
import { glyph, signOf } from '../glyph';
import { element, textLine, svgDocument, type Attributes, type Paint } from '../svg';
import { textWidth } from '../text-width';
import { CHIP_GAP_PX, chipWidth, type Chip } from './chips';
import type { ClientCard } from './clients';
import type { Columns } from './columns';
import { COLUMN_GAP, ROW_GAP, type StageRoom, type StageShape } from './room';
import { stageOf, type StagePicture, type StageRow } from './stage';

/** Lengths in pixels. */
const EDGE = 16;
const TITLE = 44;
const HEADS = 26;
const TEXT = 13;
const CHIP = 24;
const PAD = 14;
const ROOM: StageRoom = { width: 980, height: 4000, text: TEXT, target: CHIP, leastTarget: CHIP };

/**
 * The outline of a role, to tell it without colour: thick for a leader, dashed for a candidate, dotted for a crashed node.
 */
const OUTLINES: Readonly<Record<string, Attributes>> = {
  leader: { 'stroke-width': 4 },
  candidate: { 'stroke-width': 2, 'stroke-dasharray': '7 4' },
  follower: { 'stroke-width': 2 },
  crashed: { 'stroke-width': 2, 'stroke-dasharray': '2 4' },
};

/** A piece of the picture and its height. */
interface Part {
  readonly markup: string;
  readonly height: number;
}

/**
 * The stage as an SVG file of its own: the rows with all messages in flight, and rings around what the step changed.
 *
 * @param before the world before the step; null: no rings
 */
export function stageSvg(
  system: System,
  world: World,
  before: World | null,
  title: string,
  paint: Paint,
): string {
  const opened = [...Object.keys(world.nodes), ...Object.keys(world.clients)];
  const picture = stageOf({ system, world, before, next: [], room: ROOM, opened });
  const { shape, columns, rows, clients, cut } = picture;
  const parts = [
    { markup: heads(picture, paint), height: HEADS },
    ...rows.flatMap((row) => [
      rowMark(row, shape, columns, paint),
      ...(row.lastOfGroup && cut ? [cutMark(`cut: ${cut.groups}`, paint)] : []),
    ]),
    ...clients.map((client) => clientMark(client, paint)),
  ];
  const width = ROOM.width + 2 * EDGE;
  const content: string[] = [];
  let y = TITLE;
  for (const { markup, height } of parts) {
    content.push(element('g', { transform: `translate(${EDGE} ${y})` }, markup));
    y += height + ROW_GAP;
  }
  return svgDocument(
    { title, width, height: y + EDGE, paint },
    textLine(title, { x: EDGE, y: 28, 'font-weight': 700 }, 16, width - 2 * EDGE),
    ...content,
  );
}

/** Where the columns begin. */
function placesOf(shape: StageShape, columns: Columns | null) {
  const log = PAD + shape.head + COLUMN_GAP;
  const store = log + (columns?.room ?? shape.log[0]) + COLUMN_GAP;
  return { log, store, inbox: store + shape.store + COLUMN_GAP };
}

function heads({ shape, columns }: StagePicture, paint: Paint): string {
  const { log, store, inbox } = placesOf(shape, columns);
  const muted = { y: 18, fill: paint('muted') };
  let x = log;
  const indices = (columns?.widths ?? []).map((width, i) => {
    const at = x + width / 2;
    x += width;
    return textLine(String((columns?.first ?? 1) + i), { ...muted, x: at, 'text-anchor': 'middle' }, TEXT);
  });
  return [
    ...indices,
    shape.store > 0 ? textLine('store', { ...muted, x: store }, TEXT) : '',
    textLine('in flight to it, oldest first', { ...muted, x: inbox }, TEXT),
  ].join('');
}

function rowMark(row: StageRow, shape: StageShape, columns: Columns | null, paint: Paint): Part {
  const { node, change } = row;
  const places = placesOf(shape, columns);
  const chips = chipsMark(row.inbox.shown, places.inbox, ROOM.width - places.inbox - PAD, paint);
  const height = Math.max(52, chips.height + 12);
  const role = !node.alive ? 'crashed' : node.shape in OUTLINES ? node.shape : 'follower';
  const frame = { width: ROOM.width, height, rx: 8, fill: paint('panel'), stroke: paint(role) };
  const ring = { x: -4, y: -4, width: ROOM.width + 8, height: height + 8, rx: 11, fill: 'none' };
  const middle = height / 2;
  const markup = [
    change ? element('rect', { ...ring, stroke: paint('changed'), 'stroke-width': 3 }) : '',
    element('rect', { ...frame, ...OUTLINES[role] }),
    element('rect', { width: 6, height: height - 8, x: 3, y: 4, fill: paint(role) }),
    element('g', { transform: `translate(${PAD} ${middle - 20})` }, head(row, role, shape, paint)),
    columns
      ? element('g', { transform: `translate(${places.log} ${middle - 17})` }, cells(row, columns, paint))
      : '',
    ...inPlaceOfLog(row, places.log, middle, paint),
    row.store
      ? textLine(
          row.store.pairs.join(' ') || '–',
          { x: places.store, y: middle + 4, 'font-weight': 650 },
          TEXT,
          shape.store,
        )
      : '',
    element('g', { transform: `translate(0 ${middle - chips.height / 2})` }, chips.markup),
  ].join('');
  return { markup, height };
}

function head({ node, facts, change }: StageRow, role: string, shape: StageShape, paint: Paint): string {
  const { epoch } = node;
  const changed = (field: string) => (change?.fields.includes(field) ? paint('changed') : paint('ink'));
  const pill = epoch && epoch.line === undefined ? epoch : null;
  const width = pill ? textWidth(pill.brief, TEXT) + 12 : 0;
  const box = { x: shape.head - width, y: 1, width, height: 18, rx: 9, fill: paint('panel') };
  const after = 24 + textWidth(node.id, 15) + 6;
  let x = 0;
  return [
    element('g', { transform: 'translate(0 2)', color: paint(role) }, glyph(node.shape, node.alive)),
    textLine(node.id, { x: 22, y: 15, 'font-weight': 700 }, 15),
    textLine(
      node.alive ? node.role : 'crashed',
      { x: after, y: 15, fill: paint(role), 'font-weight': 650 },
      TEXT,
    ),
    pill ? element('rect', { ...box, stroke: changed(pill.field), 'stroke-width': 1.5 }) : '',
    pill
      ? textLine(pill.brief, { x: box.x + 6, y: 14, fill: changed(pill.field), 'font-weight': 700 }, TEXT)
      : '',
    ...facts.flatMap(({ field, brief, value, lost }) => {
      const at = x;
      const said = lost ? 'lost' : value;
      const before = textWidth(brief, TEXT) + 4;
      x += before + textWidth(said, TEXT) + 10;
      return [
        textLine(brief, { x: at, y: 35, fill: paint('muted') }, TEXT),
        textLine(said, { x: at + before, y: 35, fill: changed(field), 'font-weight': 700 }, TEXT),
      ];
    }),
  ].join('');
}

function inPlaceOfLog({ node, change }: StageRow, x: number, middle: number, paint: Paint): string[] {
  const field = node.fields.find(({ column }) => column === 'log');
  if (!field) return [];
  const fill = change?.fields.includes(field.name) ? paint('changed') : paint('ink');
  return [textLine(field.value, { x, y: middle + 7, fill, 'font-weight': 700 }, 20)];
}

function cells({ cells: shown, outside, marks }: StageRow, { first, widths }: Columns, paint: Paint): string {
  let x = 0;
  const all = widths.flatMap((width, i) => {
    const at = x;
    x += width;
    const cell = shown.find(({ index }) => index === first + i);
    const below = marks
      .filter(({ index }) => index === first + i)
      .map(({ kind }) => (kind === 'match' ? '●' : '▲'));
    const middle = { x: at + width / 2, 'text-anchor': 'middle' };
    const mark = textLine(below.join(''), { ...middle, y: 44, fill: paint('leader') }, 10);
    if (!cell) return [below.length > 0 ? mark : ''];
    const tint = paint(`tint-${cell.epoch % 6}`);
    const settled = cell.settled && !cell.gone;
    const box = {
      x: at + 2,
      y: 0,
      width: width - 4,
      height: 34,
      rx: 4,
      fill: settled ? tint : paint('panel'),
    };
    const ink = {
      fill: settled ? '#000000' : paint('ink'),
      'text-decoration': cell.gone ? 'line-through' : undefined,
    };
    return [
      element('rect', {
        ...box,
        stroke: settled ? paint('ink') : tint,
        'stroke-width': 2,
        'stroke-dasharray': settled ? undefined : '5 3',
      }),
      settled ? element('rect', { ...box, y: 30, height: 4, rx: 0, fill: paint('ink') }) : '',
      cell.changed
        ? element('rect', {
            ...box,
            x: at,
            y: -2,
            width,
            height: 38,
            fill: 'none',
            stroke: paint('changed'),
            'stroke-width': 3,
          })
        : '',
      textLine(cell.mark, { ...middle, y: 14, ...ink, 'font-weight': 700 }, 12, width - 6),
      textLine(cell.text, { ...middle, y: 28, ...ink }, 12, width - 6),
      mark,
    ];
  });
  const count = [
    outside.before > 0 ? textLine(`‹${outside.before}`, { x: -2, y: 44, fill: paint('muted') }, 10) : '',
    outside.after > 0 ? textLine(`${outside.after}›`, { x: x + 2, y: 20, fill: paint('muted') }, 10) : '',
  ];
  return [...all, ...count].join('');
}

/** Chips, in as many lines as needed. */
function chipsMark(chips: readonly Chip[], left: number, width: number, paint: Paint): Part {
  const marks: string[] = [];
  let [x, y] = [left, 0];
  for (const chip of chips) {
    const wide = Math.min(width, chipWidth(chip, ROOM));
    if (x > left && x + wide > left + width) [x, y] = [left, y + CHIP + 2];
    marks.push(element('g', { transform: `translate(${x} ${y})` }, chipMark(chip, wide, paint)));
    x += wide + CHIP_GAP_PX;
  }
  return { markup: marks.join(''), height: y + CHIP };
}

function chipMark(
  { label: shown, sender, text, kind, held, outdated, lost, ids }: Chip,
  width: number,
  paint: Paint,
): string {
  const { path, filled } = signOf(shown);
  const colour = paint(kind);
  const badge = textWidth(sender, TEXT) + 10;
  const line = { stroke: colour, 'stroke-width': 3, fill: 'none', 'stroke-linecap': 'round' };
  const weight = { 'font-weight': outdated ? 400 : 650, fill: colour };
  const said = ids.length > 1 ? `${text} ×${ids.length}` : text;
  return [
    element('rect', {
      ...{ y: 1, width, height: CHIP - 2, rx: 11, fill: paint('panel'), stroke: paint(`${kind}-mark`) },
      'stroke-width': outdated ? 1 : 2,
      'stroke-dasharray': held ? '6 4' : lost ? '2 3' : undefined,
    }),
    element('rect', { x: 3, y: 4, width: badge, height: CHIP - 8, rx: 8, fill: colour }),
    textLine(sender, { x: 8, y: 16.5, fill: paint('panel'), 'font-weight': 700 }, 12),
    element(
      'g',
      { transform: `translate(${badge + 7} 7) scale(0.5)` },
      element('path', { d: path, ...(filled ? { fill: colour } : line) }),
    ),
    textLine(said, { x: badge + 21, y: 16.5, ...weight }, TEXT, width - badge - 26),
  ].join('');
}

function cutMark(text: string, paint: Paint): Part {
  const line = { stroke: paint('refusal'), 'stroke-width': 3, 'stroke-dasharray': '12 8' };
  const after = textWidth(text, TEXT) + 12;
  return {
    markup: [
      textLine(text, { x: 0, y: 13, fill: paint('refusal'), 'font-weight': 650 }, TEXT),
      element('line', { x1: after, x2: ROOM.width, y1: 9, y2: 9, ...line }),
    ].join(''),
    height: 18,
  };
}

function clientMark({ id, state, told, inbox }: ClientCard, paint: Paint): Part {
  const said = `${id} ${state === 'waits' ? 'waits: ' : ''}${told}`;
  const left = textWidth(said, TEXT) + 24;
  const chips = chipsMark(inbox.shown, left, ROOM.width - left - PAD, paint);
  const height = chips.height + 8;
  const frame = { width: ROOM.width, height, rx: 8, fill: paint('panel'), stroke: paint('strong-line') };
  return {
    markup: [
      element('rect', frame),
      textLine(said, { x: 10, y: 20, 'font-weight': 650 }, TEXT),
      element('g', { transform: 'translate(0 4)' }, chips.markup),
    ].join(''),
    height,
  };
}
