import { element, label, type Paint } from '../../../picture/svg';
import { textWidth } from '../../../picture/text-width';
import type { ClientState } from '../../../kv/client';
import type { Cell, Field, Portrait } from '../../../protocol/portrait';
import { glyph } from '../../../picture/glyph';
import { CHANGE_SIGN } from '../../../picture/cells';
import type { NodeChange } from '../../../picture/changes';
import { clientLines } from './client-lines';
import { epochLine } from './epoch-line';
import type { Box } from './geometry';
import type { Density } from './layout';

/** In pixels. */
const HEAD = 28;
const LINE = 22;
const PAD = 8;
const CELLS: Readonly<Record<Density, number>> = { full: 3, compact: 2, tiny: 0 };

/** The outline of a role, so that it is told without colour: thick leads, dashes ask, dots are down. */
const OUTLINES: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  leader: { 'stroke-width': 4 },
  candidate: { 'stroke-width': 2, 'stroke-dasharray': '7 4' },
  follower: { 'stroke-width': 2 },
  crashed: { 'stroke-width': 2, 'stroke-dasharray': '2 4' },
};

/** A node's card as SVG, in its place. */
export function nodeMark(
  node: Portrait,
  box: Box,
  density: Density,
  change: NodeChange | undefined,
  paint: Paint,
): string {
  const { width, height } = box;
  const role = !node.alive ? 'crashed' : node.shape in OUTLINES ? node.shape : 'follower';
  const colour = paint(role);
  const frame = { width, height, rx: 8, fill: paint('panel'), stroke: colour, ...OUTLINES[role] };
  const ring = {
    x: -4,
    y: -4,
    width: width + 8,
    height: height + 8,
    rx: 11,
    fill: 'none',
    stroke: paint('changed'),
  };
  return element(
    'g',
    { transform: `translate(${box.x - width / 2} ${box.y - height / 2})` },
    change ? element('rect', { ...ring, 'stroke-width': 3 }) : '',
    element('rect', frame),
    element('rect', { x: 2, y: 2, width: width - 4, height: HEAD - 4, rx: 6, fill: paint(`${role}-soft`) }),
    head(node, width, density, colour, paint),
    density === 'tiny' ? '' : body(node, width, density, change, paint),
  );
}

function head(node: Portrait, width: number, density: Density, colour: string, paint: Paint): string {
  const { epoch } = node;
  const inHead = epoch && (epoch.line === undefined || density === 'tiny');
  const short = inHead && (density === 'full' ? `${epoch.name} ${epoch.value}` : epoch.brief);
  const badge = short ? short.length * 7.4 + 14 : 0;
  const role = node.alive ? node.role : 'crashed';
  const after = Math.max(58, 30 + textWidth(node.id, 16) + 5);
  const place = { x: width - badge - 6, y: 5, width: badge, height: 19, rx: 9 };
  return [
    element('g', { transform: 'translate(8 6)', color: colour }, glyph(node.shape, node.alive)),
    label(node.id, { x: 30, y: 20, fill: colour, 'font-weight': 700 }, 15),
    density === 'tiny'
      ? ''
      : label(role, { x: after, y: 20, fill: colour, 'font-weight': 650 }, 13, width - badge - after - 8),
    short
      ? element('rect', { ...place, fill: paint('panel'), stroke: paint('ink'), 'stroke-width': 1.5 })
      : '',
    short ? label(short, { x: place.x + 7, y: 19, 'font-weight': 650 }, 12) : '',
  ].join('');
}

function body(
  node: Portrait,
  width: number,
  density: Density,
  change: NodeChange | undefined,
  paint: Paint,
): string {
  const brief = node.fields.filter(({ brief: name }) => name !== undefined);
  const narrow = [...epochLine(node), ...brief.filter(({ wide }) => !wide)];
  const wide = density === 'full' ? brief.filter((field) => field.wide) : [];
  const room = (width - 2 * PAD) / Math.max(1, narrow.length);
  const rows = [
    narrow.map((field, i) => fact(field, PAD + i * room, HEAD + 16, room, change, paint)),
    node.row ? cells(node, density, width, change, paint) : [],
    wide.map((field) => fact(field, PAD, HEAD + 2 * LINE + 32, width - 2 * PAD, change, paint)),
  ];
  return rows.flat().join('');
}

function fact(
  { name, brief = name, value, blank }: Field,
  x: number,
  y: number,
  room: number,
  change: NodeChange | undefined,
  paint: Paint,
): string {
  const said = blank ? '–' : value;
  const after = x + textWidth(brief, 13) + 4;
  const ink = change?.fields.includes(name) ? paint('changed') : paint('ink');
  return [
    label(brief, { x, y, fill: paint('muted') }, 13),
    label(said, { x: after, y, fill: ink, 'font-weight': 700 }, 13, x + room - after),
  ].join('');
}

function cells(
  { row }: Portrait,
  density: Density,
  width: number,
  change: NodeChange | undefined,
  paint: Paint,
): string[] {
  const y = HEAD + LINE + 2;
  const shown = row?.cells.slice(-CELLS[density]) ?? [];
  const more = (row?.cells.length ?? 0) - shown.length;
  if (shown.length === 0)
    return [label(`${row?.name} empty`, { x: PAD, y: y + 20, fill: paint('muted') }, 12)];
  const from = more > 0 ? PAD + Math.max(26, textWidth(`+${more}`, 12) + 4) : PAD;
  const size = Math.min(62, (width - PAD - from) / CELLS[density]);
  const hidden = more > 0 ? [label(`+${more}`, { x: PAD, y: y + 20, fill: paint('muted') }, 12)] : [];
  return [...hidden, ...shown.map((cell, i) => entry(cell, from + i * size, y, size - 2, change, paint))];
}

function entry(
  { index, epoch, mark, text, settled }: Cell,
  x: number,
  y: number,
  width: number,
  change: NodeChange | undefined,
  paint: Paint,
): string {
  const kinds = change?.cells.get(index)?.kinds ?? [];
  const tint = paint(`tint-${epoch % 6}`);
  const look = settled
    ? { fill: tint, stroke: tint }
    : { fill: paint('panel'), stroke: tint, 'stroke-dasharray': '4 3' };
  const ink = settled ? '#000000' : paint('ink');
  const middle = { x: x + width / 2, 'text-anchor': 'middle', fill: ink };
  const box = { x, y, width, height: 32, rx: 4 };
  return [
    element('rect', { ...box, ...look, 'stroke-width': 2 }),
    kinds.length > 0
      ? element('rect', { ...box, fill: 'none', stroke: paint('changed'), 'stroke-width': 2.5 })
      : '',
    settled ? element('rect', { x, y: y + 29, width, height: 3, fill: '#000000' }) : '',
    label(
      `${kinds.map((kind) => CHANGE_SIGN[kind]).join('')}${mark}`,
      { ...middle, y: y + 13, 'font-weight': 700 },
      12,
      width,
    ),
    label(text, { ...middle, y: y + 26 }, 11, width),
  ].join('');
}

/** A client's card as SVG, in its place. */
export function clientMark(client: ClientState, box: Box, density: 'full' | 'tiny', paint: Paint): string {
  const { width, height } = box;
  const { state, asked, answer } = clientLines(client);
  const beside =
    state === 'answered' && density === 'full' ? (asked as string) : state === 'waits' ? 'waits' : 'idle';
  const after = PAD + textWidth(client.id, 14) + 5;
  const below = answer === null ? (asked ?? '–') : `→ ${answer}`;
  const frame = {
    width,
    height,
    rx: 8,
    fill: paint('panel'),
    stroke: paint('strong-line'),
    'stroke-width': 2,
  };
  return element(
    'g',
    { transform: `translate(${box.x - width / 2} ${box.y - height / 2})` },
    element('rect', frame),
    label(client.id, { x: PAD, y: 19, 'font-weight': 700 }, 13),
    label(beside, { x: after, y: 19, fill: paint('muted') }, 12, width - after),
    density === 'full' ? label(below, { x: PAD, y: 38 }, 11, width - PAD) : '',
  );
}
