import type { Layout } from '../layout';
import { xOf } from '../view';
import { line, n, type Ink, type Mark } from './mark';

/** A violation: a line through the step that shows it, and a warning sign at each actor whose state is the evidence. */
export function violationMarks({ excerpt, scale, lanes }: Layout): Mark[] {
  return excerpt.violations.flatMap(({ step, nodes }) => {
    const x = xOf(scale, step);
    const ink: Ink = step > scale.present ? 'strong-line' : 'refusal';
    const through: Mark = {
      kind: 'path',
      d: line(x, 0, x, lanes.height),
      stroke: ink,
      width: 2,
      dash: '3 2',
    };
    return [through, ...nodes.flatMap((actor) => sign(x, lanes.y.get(actor), ink))];
  });
}

function sign(x: number, y: number | undefined, ink: Ink): Mark[] {
  if (y === undefined) return [];
  const triangle = `M${n(x)} ${n(y - 8)}L${n(x + 8)} ${n(y + 6)}L${n(x - 8)} ${n(y + 6)}z`;
  return [
    { kind: 'path', d: triangle, fill: ink, stroke: 'panel', width: 1 },
    { kind: 'path', d: `M${n(x)} ${n(y - 3.5)}v4.5M${n(x)} ${n(y + 2.6)}v1.8`, stroke: 'panel', width: 2 },
  ];
}
