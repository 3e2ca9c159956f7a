import type { Layout } from '../layout';
import { textWidth } from '../../text-width';
import { xOf } from '../view';
import { line, type Mark } from './mark';

const NICE = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];

/** The height of the axis for a font size. */
export const axisHeight = (font: number): number => Math.ceil(font * 1.45);

/** The numbers of steps, as many as fit without touching, and always the step shown. `y`: their middle. */
export function axisMarks({ scale, excerpt, view, lanes }: Layout, y: number): Mark[] {
  const widest = textWidth(String(scale.last), view.font) + view.font;
  const every = NICE.find((count) => count * scale.column >= widest) ?? 10_000;
  const marks: Mark[] = [];
  let ticks = '';
  for (let step = Math.ceil(excerpt.from / every) * every; step <= excerpt.to; step += every) {
    const x = xOf(scale, step);
    ticks += line(x, 0, x, lanes.height);
    const near = Math.abs(x - xOf(scale, scale.present)) < widest * 1.1 + 2.2 * view.font;
    if (near) continue;
    const half = textWidth(String(step), view.font) / 2;
    marks.push({
      kind: 'text',
      key: String(step),
      text: String(step),
      x,
      left: x - half,
      right: x + half,
      y,
      size: view.font,
      fill: 'muted',
      anchor: 'middle',
    });
  }
  return [{ kind: 'path', d: ticks, stroke: 'raised', width: 1 }, ...marks, shown(view.font, scale, y)];
}

function shown(size: number, scale: Layout['scale'], y: number): Mark {
  const text = `step ${scale.present}`;
  const x = xOf(scale, scale.present);
  return { kind: 'text', key: 'shown', text, x, y, size, fill: 'accent', bold: true, anchor: 'middle' };
}
