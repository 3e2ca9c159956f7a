import { keysOf } from '../../protocol/known';
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

/** Marks that are drawn together. Layers go from back to front. */
export interface Layer {
  readonly name: string;
  readonly marks: readonly Mark[];
  /** Whether it is dimmed: everything outside a message's past is, while that past is lit. */
  readonly dim: boolean;
}

/** All layers of a window. `past`: the past to light up; null: nothing is dimmed. */
export function pictureOf(layout: Layout, past: Past | null): readonly Layer[] {
  const dim = past !== null;
  const { excerpt, arrows } = layout;
  const size = strokeScale(layout.view);
  const layer = (name: string, marks: readonly Mark[], dims = dim): Layer => ({ name, marks, dim: dims });
  const lit = past ? arrows.filter(({ arrow }) => past.arrows.has(arrow.message.id)) : [];
  return [
    layer('bands', bandMarks(layout), false),
    layer('ground', presentGround(layout), false),
    layer('axis', axisMarks(layout, -axisHeight(layout.view.font) / 2), false),
    layer('lines', lineMarks(layout, excerpt.stretches)),
    layer('arrows', arrowMarks(arrows, size)),
    layer('ticks', tickMarks(layout, excerpt.ticks)),
    layer('labels', labelMarks(layout)),
    layer('violations', violationMarks(layout)),
    layer('present', presentMarks(layout)),
    layer('past lines', past ? lineMarks(layout, excerpt.stretches, past.until) : [], false),
    layer('past arrows', arrowMarks(lit, size, 2.4), false),
  ];
}

/** The new layers, reusing the old object for each unchanged mark, so that it is not drawn again. */
export function reuseMarks(before: readonly Layer[], now: readonly Layer[]): readonly Layer[] {
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
  const names = keysOf(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
