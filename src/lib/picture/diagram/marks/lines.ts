import type { LineLook, Stretch } from '../excerpt';
import type { Frame } from '../layout';
import { nowOf, START, strokeScale, xOf } from '../view';
import { batched, line, type Ink, type Mark, type PathMark } from './mark';

type Style = Pick<PathMark, 'width' | 'dash' | 'round'> & { readonly stroke: Ink };

/** A role shows in the width and dashes of its line, not only in its colour. */
export const LINE_STYLES: Readonly<Record<LineLook, Style>> = {
  leader: { stroke: 'leader', width: 5.5 },
  candidate: { stroke: 'candidate', width: 4, dash: '6 3' },
  follower: { stroke: 'follower', width: 2 },
  acceptor: { stroke: 'follower', width: 3, dash: '12 3 3 3' },
  store: { stroke: 'leader', width: 3, dash: '2 2' },
  peer: { stroke: 'candidate', width: 2.5, dash: '9 3' },
  crashed: { stroke: 'crashed', width: 2, dash: '0.1 6', round: true },
  client: { stroke: 'strong-line', width: 1.2 },
  waiting: { stroke: 'strong-line', width: 1.6, dash: '1.5 3' },
  plain: { stroke: 'strong-line', width: 1.2, dash: '4 4' },
};

/** The lines of all actors. The future is grey. `until`: for the past of a message, the last step of each actor. */
export function lineMarks(
  { scale, lanes, view }: Frame,
  stretches: readonly Stretch[],
  until?: ReadonlyMap<string, number>,
): Mark[] {
  const now = nowOf(scale);
  const paths = stretches.flatMap(({ actor, from, to, look }): PathMark[] => {
    const drawn = LINE_STYLES[look];
    const style = { ...drawn, width: (drawn.width ?? 1) * strokeScale(view) };
    const y = lanes.y.get(actor) ?? 0;
    const x1 = from === 0 ? START / 2 : xOf(scale, from);
    const x2 = to > scale.last ? xOf(scale, scale.last) + scale.column / 2 : xOf(scale, to);
    const stretch = (a: number, b: number, stroke: Ink): PathMark[] =>
      a < b ? [{ kind: 'path', d: line(a, y, b, y), ...style, stroke }] : [];
    if (until) {
      const known = until.get(actor);
      return known === undefined ? [] : stretch(x1, Math.min(x2, xOf(scale, known)), style.stroke);
    }
    // The gutter opens after the present; an unbroken line crosses it.
    const past = stretch(x1, Math.min(x2, now), style.stroke);
    return [...past, ...stretch(Math.max(x1, now), x2, 'strong-line')];
  });
  return batched(paths);
}
