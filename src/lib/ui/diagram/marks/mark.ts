import type { LabelKind } from '../../../protocol/label';

/** The colours of the diagram, by their names in app.css. */
export type Ink =
  | 'panel'
  | 'raised'
  | 'ink'
  | 'muted'
  | 'line'
  | 'strong-line'
  | 'accent'
  | 'accent-soft'
  | 'changed'
  | 'changed-soft'
  | 'leader'
  | 'follower'
  | 'candidate'
  | 'crashed'
  | 'vote'
  | 'refusal'
  | 'commit'
  | 'client';

/** What is drawn, the same on screen and in a file: everything is a path or a text. */
export type Mark = PathMark | TextMark;

export interface PathMark {
  readonly kind: 'path';
  readonly d: string;
  readonly stroke?: Ink;
  readonly fill?: Ink;
  /** Of the stroke. */
  readonly width?: number;
  /** Lengths of strokes and gaps. */
  readonly dash?: string;
  readonly round?: boolean;
}

export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  /** The middle of its height. */
  readonly y: number;
  readonly size: number;
  readonly fill: Ink;
  readonly bold?: boolean;
  readonly anchor?: 'middle' | 'end';
  /** Stands clear of lines behind it. */
  readonly halo?: boolean;
}

export const KIND_INK: Readonly<Record<LabelKind, Ink>> = {
  vote: 'vote',
  start: 'vote',
  append: 'follower',
  commit: 'commit',
  client: 'client',
  refusal: 'refusal',
};

/** A number as short as a hundredth of a pixel needs. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);

export const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`;

export const box = (x: number, y: number, width: number, height: number): string =>
  `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`;

export const circle = (x: number, y: number, radius: number): string =>
  `M${n(x - radius)} ${n(y)}a${n(radius)} ${n(radius)} 0 1 0 ${n(2 * radius)} 0a${n(radius)} ${n(radius)} 0 1 0 ${n(-2 * radius)} 0`;

export const cross = (x: number, y: number, reach: number): string =>
  line(x - reach, y - reach, x + reach, y + reach) + line(x - reach, y + reach, x + reach, y - reach);
