import { shorten } from '../../../kv/text';
import type { Layout } from '../layout';
import type { Band } from '../excerpt';
import { nowOf, xOf } from '../view';
import { box, n, type Mark } from './mark';

/** The letters of the sides of a partition. */
const SIDES = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A partition: a band with torn edges while it lasts, and at each lane the letter of its side. */
export function bandMarks(layout: Layout): Mark[] {
  return layout.excerpt.bands.flatMap((band) => [...ground(layout, band), ...sides(layout, band)]);
}

function extent({ scale, lanes }: Layout, { from, to }: Band) {
  const left = xOf(scale, from) - scale.column / 2;
  const end = to > scale.present && from <= scale.present ? nowOf(scale) + scale.gutter : null;
  const right =
    to > scale.last ? xOf(scale, scale.last) + scale.column / 2 : xOf(scale, to) - scale.column / 2;
  return { left, right: Math.max(right, end ?? right), bottom: lanes.height };
}

function ground(layout: Layout, band: Band): Mark[] {
  const { left, right, bottom } = extent(layout, band);
  const edges = torn(left, bottom) + (band.to <= layout.scale.last ? torn(right, bottom) : '');
  return [
    { kind: 'path', d: box(left, 0, right - left, bottom), fill: 'changed-soft' },
    { kind: 'path', d: edges, stroke: 'changed', width: 1.5 },
  ];
}

function torn(x: number, bottom: number): string {
  let d = `M${n(x)} 0`;
  for (let y = 0, side = 2.5; y < bottom; y += 5, side = -side)
    d += `L${n(x + side)} ${n(Math.min(bottom, y + 5))}`;
  return d;
}

function sides(layout: Layout, band: Band): Mark[] {
  const { left } = extent(layout, band);
  const { lanes, view } = layout;
  return band.groups.flatMap((group, side) =>
    group.flatMap((actor): Mark[] => {
      const y = lanes.y.get(actor);
      if (y === undefined) return [];
      const text = shorten(SIDES[side] ?? String(side + 1));
      return [
        { kind: 'text', text, x: left + 5, y, size: view.font, fill: 'changed', bold: true, halo: true },
      ];
    }),
  );
}
