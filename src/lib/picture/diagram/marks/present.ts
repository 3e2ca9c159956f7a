import type { Layout } from '../layout';
import { nowOf, strokeScale, xOf } from '../view';
import { arrowMarks } from './arrows';
import { box, circle, line, type Mark } from './mark';

/** The background: a band for the step shown, and the ground of the future. */
export function presentGround({ scale, lanes, width }: Layout): Mark[] {
  const now = nowOf(scale);
  const { height } = lanes;
  const band: Mark = {
    kind: 'path',
    d: box(now - scale.column, 0, scale.column, height),
    fill: 'accent-soft',
  };
  const ahead = now + scale.gutter;
  if (scale.present === scale.last) return [band];
  return [band, { kind: 'path', d: box(ahead, 0, width - ahead, height), fill: 'raised' }];
}

/** The foreground: rings around the deliveries of the step shown, and the line between present and future. */
export function presentMarks({ arrows, scale, lanes, excerpt, view }: Layout): Mark[] {
  const { present, last } = scale;
  const now = nowOf(scale);
  const size = strokeScale(view);
  const lit = arrows.filter(({ arrow }) => arrow.end?.step === present);
  const x = xOf(scale, present);
  const acted = new Set([
    ...lit.filter(({ state }) => state !== 'dropped').map(({ arrow }) => arrow.message.to),
    ...excerpt.ticks.filter(({ step }) => step === present).map(({ actor }) => actor),
  ]);
  const rings = [...acted].map((actor): Mark => {
    return {
      kind: 'path',
      d: circle(x, lanes.y.get(actor) ?? 0, 7 * size),
      stroke: 'changed',
      width: 2.5 * size,
    };
  });
  const edge = line(now, 0, now, lanes.height);
  const opens: Mark[] =
    present < last
      ? [
          {
            kind: 'path',
            d: line(now + scale.gutter, 0, now + scale.gutter, lanes.height),
            stroke: 'line',
            width: 1,
          },
        ]
      : [];
  return [
    ...arrowMarks(lit, size, 3),
    ...(present === 0 ? [] : rings),
    ...opens,
    { kind: 'path', d: edge, stroke: 'accent', width: 2.5 },
  ];
}
