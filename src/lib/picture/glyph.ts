import { element } from './svg';
import type { Label, LabelKind } from '../protocol/label';
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

/** The shape of a role, as `RoleGlyph` draws it, 16 pixels wide, in the current colour. */
export function glyph(shape: Shape, alive: boolean): string {
  const cross = element('path', { d: 'M4 4 16 16M16 4 4 16', ...LINE });
  return element('g', { transform: 'scale(0.8)' }, alive ? PATHS[shape] : cross);
}

/** The sign of a kind of message, in a box of 20 by 20. Drawn, because not every font has these signs. */
interface Sign {
  readonly path: string;
  /** Filled; otherwise an outline. */
  readonly filled: boolean;
}

const HEART: Sign = {
  path: 'M10 17.5 2.8 10A4.3 4.3 0 0 1 10 5.2 4.3 4.3 0 0 1 17.2 10z',
  filled: true,
};

const SIGNS: Readonly<Record<LabelKind, Sign>> = {
  elect: { path: 'M6.2 7.2a3.8 3.8 0 1 1 5.6 3.3c-1.2.7-1.8 1.4-1.8 2.9M10 17v.4', filled: false },
  replicate: { path: 'M5 3.5 16 10 5 16.5z', filled: true },
  assent: { path: 'M3.5 10.5 8 15.5 17 4.5', filled: false },
  refusal: { path: 'M4 4 16 16M16 4 4 16', filled: false },
  learn: {
    path: 'M10 1.8l2.5 5.5 6 .7-4.4 4.1 1.2 5.9L10 15l-5.3 3 1.2-5.9L1.5 8l6-.7z',
    filled: true,
  },
  client: { path: 'M10 4.5a5.5 5.5 0 1 0 .01 0z', filled: true },
};

export const signOf = ({ kind, heartbeat }: Label): Sign => (heartbeat ? HEART : SIGNS[kind]);
