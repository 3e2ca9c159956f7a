import { element, label, svgDocument, type Paint } from '../../../picture/svg';
import type { System } from '../../../protocol/system';
import type { World } from '../../../sim/world';
import { changesBetween } from '../../../picture/changes';
import { label as labelOf } from '../../../picture/message-label';
import { clientMark, nodeMark } from './card-svg';
import type { Box, Point } from './geometry';
import { layoutStage, type StageRoom } from './layout';
import { sceneOf, type Scene, type Way } from './scene';

const TITLE = 44;

/** From the least to the largest: a picture takes the first that has room for all. */
const ROOMS: readonly StageRoom[] = [
  { width: 1120, height: 580, rem: 16, target: 28 },
  { width: 1600, height: 900, rem: 16, target: 28 },
  { width: 2400, height: 1600, rem: 16, target: 28 },
];

/**
 * The stage as a standalone SVG file: the cluster with what is in flight, and what the step changed ringed.
 *
 * @param before the world before the step; null: nothing is ringed.
 * @returns null where no room is large enough.
 */
export function stageSvg(
  system: System,
  world: World,
  before: World | null,
  title: string,
  paint: Paint,
): string | null {
  const ids = [Object.keys(world.nodes), Object.keys(world.clients)] as const;
  for (const room of ROOMS) {
    const layout = layoutStage(...ids, room);
    if (!layout) continue;
    const scene = sceneOf(world, layout, room);
    const changes = changesBetween(system, before, world);
    const boxOf = (id: string) => layout.boxes[id] as Box;
    const inside = [
      wires(scene, paint),
      ...Object.values(world.nodes).map((node) =>
        nodeMark(system.portrait(node), boxOf(node.id), layout.density, changes.get(node.id), paint),
      ),
      ...Object.values(world.clients).map((client) =>
        clientMark(client, boxOf(client.id), layout.clientDensity, paint),
      ),
      ...scene.ways.map((way) => pill(way, paint)),
    ];
    const more = `${scene.more} more messages are in flight`;
    const frame = { title, width: room.width, height: room.height + TITLE, paint };
    return svgDocument(
      frame,
      label(title, { x: 16, y: 28, 'font-weight': 700 }, 16, room.width - 32),
      element('g', { transform: `translate(0 ${TITLE})` }, ...inside),
      scene.more > 0 ? label(more, { x: 16, y: frame.height - 10, fill: paint('muted') }) : '',
    );
  }
  return null;
}

function wires({ links, cuts, ways }: Scene, paint: Paint): string {
  return [
    ...links.map(({ from, to, cut }) =>
      element('path', {
        d: path([from, to]),
        stroke: paint('line'),
        ...(cut && { 'stroke-dasharray': '2 7' }),
      }),
    ),
    ...cuts.map((points) =>
      element('path', {
        d: path(points),
        fill: 'none',
        stroke: paint('refusal'),
        'stroke-width': 4,
        'stroke-dasharray': '12 8',
      }),
    ),
    ...ways.map((way) => wayMark(way, paint)),
  ].join('');
}

function wayMark({ kind, held, before: behind, ahead }: Way, paint: Paint): string {
  const stroke = { stroke: paint(`${kind}-mark`), 'stroke-width': 2.5 };
  const line = { ...stroke, fill: 'none' };
  const [at, to] = ahead.slice(-2);
  return [
    behind.length > 0 ? element('path', { d: path(behind), ...line }) : '',
    ahead.length > 0 ? element('path', { d: path(ahead), ...line, 'stroke-dasharray': '3 4' }) : '',
    at && to && held ? element('path', { d: bar(at, to), ...stroke, 'stroke-width': 4 }) : '',
    at && to && !held ? element('path', { d: head(at, to), fill: stroke.stroke }) : '',
  ].join('');
}

function pill({ message, alike, kind, held, pill: { x, y, width, height } }: Way, paint: Paint): string {
  const text = `${held ? '‖ ' : ''}${labelOf(message).text}${alike > 1 ? ` ×${alike}` : ''}`;
  const frame = { x: x - width / 2, y: y - height / 2, width, height, rx: height / 2 };
  const place = { x, y: y + 4.5, fill: paint(kind), 'text-anchor': 'middle', 'font-weight': 650 };
  return [
    element('rect', {
      ...frame,
      fill: paint('panel'),
      stroke: paint(`${kind}-mark`),
      'stroke-width': kind === 'refusal' ? 3.5 : 2,
      ...(held && { 'stroke-dasharray': '6 4' }),
    }),
    label(text, place),
  ].join('');
}

const path = (points: readonly Point[]) =>
  points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');

/** The point `back` pixels before `to` on the way from `from`, and `aside` pixels beside it. */
function before(from: Point, to: Point, back: number, aside: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / length, (to.y - from.y) / length];
  return { x: to.x - back * dx - aside * dy, y: to.y - back * dy + aside * dx };
}

const head = (from: Point, to: Point) =>
  `${path([before(from, to, 11, 5.5), to, before(from, to, 11, -5.5)])}Z`;
const bar = (from: Point, to: Point) => path([before(from, to, 8, 9), before(from, to, 8, -9)]);
