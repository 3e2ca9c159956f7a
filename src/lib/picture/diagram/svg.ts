import { itemAt } from '../../protocol/known';
import { element, escaped } from '../svg';
import { layoutFrame, layoutPart, type Frame, type Layout } from './layout';
import { axisHeight } from './marks/axis';
import { box, n, type Ink, type Mark } from './marks/mark';
import { pillMarks } from './marks/pills';
import { pictureOf } from './picture';
import { RunIndex } from './run';
import type { Run } from './excerpt';
import { stepsBetween, xOf, type View } from './view';

/** The CSS colour of each ink. */
export type Palette = Readonly<Record<Ink, string>>;

interface SvgOptions {
  readonly palette: Palette;
  /** The steps to draw: the first `STEPS_MAX` of them at most. */
  readonly from: number;
  readonly to: number;
  readonly title: string;
}

/** A picture of more steps is too large for most programs. */
export const STEPS_MAX = 500;

const VIEW: View = { height: 0, font: 12, column: 28, target: 24 };
const PITCH = 34;
const FONTS = "system-ui, 'Segoe UI', 'DejaVu Sans', Arial, sans-serif";

/**
 * The diagram of some steps as an SVG file of its own: every style is an attribute, and nothing is fetched. Pure: the same
 * run, steps and palette give the same text.
 */
export function diagramSvg(run: Run, { palette, from, to, title }: SvgOptions): string {
  const index = new RunIndex();
  index.follow(run);
  const world = itemAt(run.path, 0).world;
  const lines = Object.keys(world.nodes).length + Object.keys(world.clients).length + 1.5;
  const frame = layoutFrame(run, index, { ...VIEW, height: lines * PITCH });
  const steps = { from: Math.max(0, from), to: Math.min(to, from + STEPS_MAX - 1, frame.scale.last) };
  const [left, right] = extent(frame, steps);
  const layout = layoutPart(run, index, frame, [left + 1, right - 1]);
  return write(layout, [left, right], palette, title);
}

function extent({ scale }: Frame, { from, to }: { from: number; to: number }): readonly [number, number] {
  const left = from === 0 ? 0 : xOf(scale, from) - scale.column / 2;
  const isOpen = to === scale.present;
  return [left, xOf(scale, to) + scale.column / 2 + (isOpen ? scale.gutter : 0) + 8];
}

function write(
  layout: Layout,
  [left, right]: readonly [number, number],
  palette: Palette,
  title: string,
): string {
  const { lanes, view, scale } = layout;
  const names = Math.max(...lanes.lanes.map(({ name }) => name.length)) * view.font * 0.66 + 20;
  const axis = axisHeight(view.font);
  // Whole pixels, so that a browser can draw it at exactly twice its size.
  const [width, height] = [Math.ceil(right - left + names), Math.ceil(lanes.height + axis)];
  const { from, to } = stepsBetween(scale, left, right);
  const layers = pictureOf(layout, null).flatMap(({ marks }) => marks);
  const inner = [...layers, ...pillMarks(layout)].map((mark) => written(mark, palette)).join('\n');
  const labels = lanes.lanes.map(({ name, y }) =>
    written({ kind: 'text', text: name, x: 8, y, size: view.font + 1, fill: 'ink', bold: true }, palette),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 ${-axis} ${width} ${height}" font-family="${escaped(FONTS)}" role="img">
<title>${escaped(title)}</title>
<desc>Space-time diagram of steps ${from} to ${to}: a line for each actor, time to the right, an arrow for each message.</desc>
${written({ kind: 'path', d: box(0, -axis, width, height), fill: 'panel' }, palette)}
<svg x="${n(names)}" y="${-axis}" width="${n(right - left)}" height="${n(height)}" viewBox="${n(left)} ${-axis} ${n(right - left)} ${n(height)}">
${inner}
</svg>
${labels.join('\n')}
</svg>
`;
}

function written(mark: Mark, palette: Palette): string {
  const ink = (name: Ink | undefined) => (name ? palette[name] : 'none');
  if (mark.kind === 'path') {
    const { d, stroke, fill, width, dash, round } = mark;
    return element('path', {
      d,
      fill: ink(fill),
      stroke: stroke && ink(stroke),
      'stroke-width': width,
      'stroke-dasharray': dash,
      'stroke-linecap': round ? 'round' : undefined,
    });
  }
  const { text, x, y, size, fill, bold, anchor, halo } = mark;
  const clear = {
    stroke: ink('panel'),
    'stroke-width': 3,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
  const attributes = {
    x: n(x),
    y: n(y + size * 0.35),
    'font-size': size,
    fill: ink(fill),
    'font-weight': bold ? 650 : undefined,
    'text-anchor': anchor,
    ...(halo && clear),
  };
  return element('text', attributes, escaped(text));
}
