import type { LabelKind } from '../../../protocol/label';

/** The colours of the diagram, by their names in src/styles/tokens.css. */
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
  | LabelKind
  | `${LabelKind}-mark`;

/** A drawn element, the same on screen and in a file. Everything is a path or a text. */
export type Mark = PathMark | TextMark;

export interface PathMark {
  readonly kind: 'path';
  /** Unique within its layer, so that unchanged marks are not drawn again; absent: its position identifies it. */
  readonly key?: string;
  readonly d: string;
  readonly stroke?: Ink;
  readonly fill?: Ink;
  /** The width of the stroke. */
  readonly width?: number;
  /** The lengths of dashes and gaps. */
  readonly dash?: string;
  readonly round?: boolean;
}

export interface TextMark {
  readonly kind: 'text';
  readonly key?: string;
  readonly text: string;
  readonly x: number;
  /** The vertical middle. */
  readonly y: number;
  readonly size: number;
  readonly fill: Ink;
  readonly bold?: boolean;
  readonly anchor?: 'middle' | 'end';
  /** Whether it has a halo that separates it from lines behind it. */
  readonly halo?: boolean;
  /** Its horizontal extent: the screen leaves out a text that the edge of the window would cut. */
  readonly left?: number;
  readonly right?: number;
}

/** Merges paths of the same style, so that a picture of thousands stays light. Styles stay in order. */
export function batched(paths: readonly PathMark[]): PathMark[] {
  const styles = new Map<string, { style: PathMark; d: string[] }>();
  for (const path of paths) {
    const { stroke, fill, width, dash } = path;
    const key = `${stroke} ${fill} ${width} ${dash}`;
    const known = styles.get(key);
    if (known) known.d.push(path.d);
    else styles.set(key, { style: path, d: [path.d] });
  }
  return [...styles].map(([key, { style, d }]) => ({ ...style, key, d: d.join('') }));
}

/** A number rounded to a hundredth of a pixel, as text. */
export const n = (value: number): string => String(Math.round(value * 100) / 100);

export const line = (x1: number, y1: number, x2: number, y2: number): string =>
  `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`;

export const box = (x: number, y: number, width: number, height: number): string =>
  `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`;

export const circle = (x: number, y: number, radius: number): string =>
  `M${n(x - radius)} ${n(y)}a${n(radius)} ${n(radius)} 0 1 0 ${n(2 * radius)} 0a${n(radius)} ${n(radius)} 0 1 0 ${n(-2 * radius)} 0`;

export const cross = (x: number, y: number, reach: number): string =>
  line(x - reach, y - reach, x + reach, y + reach) + line(x - reach, y + reach, x + reach, y - reach);
