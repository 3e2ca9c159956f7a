import { itemAt } from '../../protocol/known';
import { textWidth } from '../text-width';
import type { View } from './view';

/** A message in flight, drawn at the present. */
interface PillSpec {
  readonly id: number;
  readonly text: string;
  /** Its receiver, and the height of the receiver's lane. */
  readonly to: string;
  readonly y: number;
}

export interface Pill {
  readonly id: number;
  /** Empty: there is no room for words, only for its sign. */
  readonly text: string;
  readonly to: string;
  /** Its left and top, measured from the present line and from the top of the lanes. */
  readonly x: number;
  readonly y: number;
  /** The width of the pill, without the receiver's name after it. */
  readonly width: number;
  /** The width including the name. */
  readonly room: number;
  readonly height: number;
}

/** The gap between the present line and the first pills, wide enough to tell arrows apart, and the gap between pills. */
const LEAD = 28;
const GAP = 2;
const NARROWEST = 44;

/**
 * Puts each pill as close to its receiver's lane as there is room, without overlaps: in one column, or in as many as are
 * needed. The oldest messages are in the first column, so that few pills move when one of them is delivered.
 *
 * @param height of the lanes; pills exceed it only if not even one fits
 * @returns the pills, and the width of the gutter that they need
 */
export function layoutPills(
  specs: readonly PillSpec[],
  height: number,
  { font, target: size, brief = false }: Pick<View, 'font' | 'target' | 'brief'>,
): { readonly pills: readonly Pill[]; readonly gutter: number } {
  const byAge = [...specs].sort((a, b) => a.id - b.id);
  const most = Math.max(1, Math.floor((height + GAP) / (size + GAP)));
  const count = Math.ceil(byAge.length / most);
  const each = Math.ceil(byAge.length / count);
  let x = LEAD;
  const pills: Pill[] = [];
  for (let column = 0; column < count; column++) {
    const own = byAge.slice(column * each, (column + 1) * each).sort((a, b) => a.y - b.y || a.id - b.id);
    const tops = spread(
      own.map(({ y }) => y - size / 2),
      size + GAP,
      height - size,
    );
    const placed = own.map((spec, i) =>
      place(brief && count > 1 ? { ...spec, text: '' } : spec, x, itemAt(tops, i), font, size),
    );
    pills.push(...placed);
    x += Math.max(...placed.map(({ room }) => room)) + GAP + 4;
  }
  return { pills, gutter: specs.length === 0 ? LEAD : x + 4 };
}

function place({ id, text, to }: PillSpec, x: number, y: number, font: number, height: number): Pill {
  const words = Math.max(NARROWEST, Math.ceil(textWidth(text, font) + font * 0.8 + 4));
  const width = text === '' ? height : words;
  return { id, text, to, x, y, width, room: width + textWidth(to, font) + 6, height };
}

/**
 * Moves sorted positions apart until each is `step` from the next, as little as possible. Positions that push each other
 * form a group around the mean of their wanted positions.
 */
function spread(wanted: readonly number[], step: number, most: number): number[] {
  const groups: { sum: number; count: number }[] = [];
  const top = ({ sum, count }: { sum: number; count: number }) =>
    Math.max(0, Math.min(most - (count - 1) * step, sum / count));
  for (const y of wanted) {
    let group = { sum: y, count: 1 };
    for (let above = groups.at(-1); above; above = groups.at(-1)) {
      if (top(above) + above.count * step <= top(group)) break;
      groups.pop();
      group = {
        sum: above.sum + group.sum - above.count * group.count * step,
        count: above.count + group.count,
      };
    }
    groups.push(group);
  }
  return groups.flatMap((group) => Array.from({ length: group.count }, (_, i) => top(group) + i * step));
}
