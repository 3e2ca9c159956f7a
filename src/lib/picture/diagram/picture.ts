import type { Layout } from './layout';
import type { Past } from './past';
import { arrowMarks } from './marks/arrows';
import { axisHeight, axisMarks } from './marks/axis';
import { bandMarks } from './marks/bands';
import { labelMarks } from './marks/labels';
import { lineMarks } from './marks/lines';
import type { Mark } from './marks/mark';
import { presentGround, presentMarks } from './marks/present';
import { tickMarks } from './marks/ticks';
import { violationMarks } from './marks/violations';
import { strokeScale } from './view';

/** Marks that are drawn together, from back to front. */
export interface Layer {
  readonly name: string;
  readonly marks: readonly Mark[];
  /** Everything but a message's past, while that is lit. */
  readonly dim: boolean;
}

/** The whole picture of a part. `past`: what is to be lit; null: everything is. */
export function pictureOf(layout: Layout, past: Past | null): readonly Layer[] {
  const dim = past !== null;
  const { scene, arrows } = layout;
  const size = strokeScale(layout.view);
  const layer = (name: string, marks: readonly Mark[], dims = dim): Layer => ({ name, marks, dim: dims });
  const lit = past ? arrows.filter(({ arrow }) => past.arrows.has(arrow.message.id)) : [];
  return [
    layer('bands', bandMarks(layout), false),
    layer('ground', presentGround(layout), false),
    layer('axis', axisMarks(layout, -axisHeight(layout.view.font) / 2), false),
    layer('lines', lineMarks(layout, scene.stretches)),
    layer('arrows', arrowMarks(arrows, size)),
    layer('ticks', tickMarks(layout, scene.ticks)),
    layer('labels', labelMarks(layout)),
    layer('violations', violationMarks(layout)),
    layer('present', presentMarks(layout)),
    layer('past lines', past ? lineMarks(layout, scene.stretches, past.until) : [], false),
    layer('past arrows', arrowMarks(lit, size, 2.4), false),
  ];
}

/** The new layers, with each mark that is as it was before being the very same: what is the same need not be drawn anew. */
export function kept(before: readonly Layer[], now: readonly Layer[]): readonly Layer[] {
  return now.map((layer, i) => {
    const known = new Map(before[i]?.marks.map((mark, k) => [mark.key ?? k, mark]));
    const marks = layer.marks.map((mark, k) => {
      const old = known.get(mark.key ?? k);
      return old && isSame(old, mark) ? old : mark;
    });
    return { ...layer, marks };
  });
}

function isSame(a: Mark, b: Mark): boolean {
  const names = Object.keys(a) as (keyof Mark)[];
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
