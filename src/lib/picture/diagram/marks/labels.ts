import { middleOf } from '../gaps';
import type { Label } from '../labels';
import type { Labelled } from '../label-specs';
import type { Layout } from '../layout';
import type { Ink, Mark } from './mark';
import { inkOf } from './ticks';

/** The labels, each in its gap between two lines. */
export function labelMarks({ labels, lanes, view, scale }: Layout): Mark[] {
  return labels.map((label) => ({
    kind: 'text',
    key: keyOf(label),
    text: label.text,
    x: label.left,
    left: label.left,
    right: label.left + label.width,
    y: middleOf(lanes, label.row),
    size: view.font,
    halo: true,
    ...inkFor(label, scale.present),
  }));
}

function keyOf({ of, row }: Label<Labelled>): string {
  switch (of.kind) {
    case 'violation':
      return `${of.violation.invariant} ${of.violation.step} ${of.violation.message}`;
    case 'tick':
      return `${of.tick.kind} ${of.tick.actor} ${of.tick.step}`;
    default:
      return `${of.kind} ${of.arrow.arrow.message.id} ${row}`;
  }
}

function inkFor({ of }: Label<Labelled>, present: number): { fill: Ink; bold?: true } {
  switch (of.kind) {
    case 'violation':
      return { fill: 'refusal', bold: true };
    case 'tick': {
      const ink = inkOf(of.tick, present);
      const fill = ink === 'strong-line' ? 'muted' : ink;
      return of.tick.kind === 'commit' || of.tick.kind === 'epoch' ? { fill } : { fill, bold: true };
    }
    case 'copy':
    case 'arrow': {
      const { arrow, future } = of.arrow;
      const ahead = future || (arrow.end !== null && arrow.end.step > present);
      return { fill: ahead ? 'muted' : arrow.label.kind };
    }
  }
}
