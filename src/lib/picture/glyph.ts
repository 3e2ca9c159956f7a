import { element } from './svg';
import type { Shape } from '../protocol/portrait';

const LINE = { fill: 'none', stroke: 'currentColor', 'stroke-width': 2.7, 'stroke-linejoin': 'round' };

const PATHS: Readonly<Record<Shape, string>> = {
  leader: element('path', { d: 'M2 16V6l4.5 4L10 3l3.5 7L18 6v10z', fill: 'currentColor' }),
  candidate: element('path', { d: 'M10 2 18.5 17h-17z', ...LINE }),
  acceptor: element('path', { d: 'M3.5 3.5h13v13h-13z', ...LINE }),
  store: element('path', {
    d: 'M4 5v10c0 3.5 12 3.5 12 0V5M4 5c0-3.5 12-3.5 12 0s-12 3.5-12 0',
    ...LINE,
  }),
  peer: element('path', { d: 'M10 2.5 17.5 10 10 17.5 2.5 10z', ...LINE }),
  follower: element('circle', { cx: 10, cy: 10, r: 7, ...LINE }),
};

/** A role by its shape, as `RoleGlyph` draws it, 16 pixels wide, in the colour around it. */
export function glyph(shape: Shape, alive: boolean): string {
  const cross = element('path', { d: 'M4 4 16 16M16 4 4 16', ...LINE });
  return element('g', { transform: 'scale(0.8)' }, alive ? PATHS[shape] : cross);
}
