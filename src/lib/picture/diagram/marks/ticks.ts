import type { Frame } from '../layout';
import type { LineLook, Tick } from '../excerpt';
import { strokeScale, xOf } from '../view';
import { LINE_STYLES } from './lines';
import { batched, circle, cross, line, n, type Ink, type Mark, type PathMark } from './mark';

/** The events on a line: a new epoch or role, a commit, a timer, a crash and a restart. */
export function tickMarks(frame: Frame, ticks: readonly Tick[]): Mark[] {
  const paths = ticks.flatMap((tick) => {
    const x = xOf(frame.scale, tick.step);
    const y = frame.lanes.y.get(tick.actor) ?? 0;
    if (tick.kind === 'leader')
      return [
        leaderMark(tick, x, frame),
        ...DRAWN.state(x, y, inkOf(tick, frame.scale.present), strokeScale(frame.view)),
      ];
    return DRAWN[tick.kind](x, y, inkOf(tick, frame.scale.present), strokeScale(frame.view));
  });
  return batched(paths);
}

/** Grey in the future. */
export function inkOf({ step, look, kind }: Tick, present: number): Ink {
  if (step > present) return 'strong-line';
  if (kind === 'commit' || kind === 'timer') return 'ink';
  return styleInk(look);
}

const styleInk = (look: LineLook): Ink => LINE_STYLES[look].stroke;

/** A new leader: a line through all lanes. */
function leaderMark(tick: Tick, x: number, { lanes, scale, view }: Frame): PathMark {
  const stroke = inkOf(tick, scale.present);
  const width = 1.3 * strokeScale(view);
  return { kind: 'path', d: line(x, 0, x, lanes.height), stroke, width, dash: '2 3' };
}

type Draw = (x: number, y: number, ink: Ink, size: number) => PathMark[];

const DRAWN: Readonly<Record<Exclude<Tick['kind'], 'leader'>, Draw>> = {
  state: (x, y, ink, s) => [{ kind: 'path', d: line(x, y - 6 * s, x, y + 6 * s), stroke: ink, width: 2 * s }],
  epoch: (x, y, ink, s) => [
    { kind: 'path', d: line(x, y - 4.5 * s, x, y + 4.5 * s), stroke: ink, width: 2 * s },
  ],
  commit: (x, y, ink, s) => [{ kind: 'path', d: wedge(x, y, s), fill: ink }],
  timer: (x, y, ink, s) => [
    { kind: 'path', d: circle(x, y, 4.5 * s), fill: 'panel', stroke: ink, width: 1.5 * s },
    {
      kind: 'path',
      d: `M${n(x)} ${n(y - 2.6 * s)}v${n(2.6 * s)}h${n(2.2 * s)}`,
      stroke: ink,
      width: 1.3 * s,
    },
  ],
  crash: (x, y, ink, s) => [
    { kind: 'path', d: circle(x, y, 5 * s), fill: 'panel' },
    { kind: 'path', d: cross(x, y, 4.5 * s), stroke: ink, width: 2.6 * s },
  ],
  restart: (x, y, ink, s) => [
    { kind: 'path', d: circle(x, y, 4 * s), fill: 'panel', stroke: ink, width: 2 * s },
  ],
};

/** A wedge that points at the lane from below. */
function wedge(x: number, y: number, s: number): string {
  const bottom = y + 8.5 * s;
  return `M${n(x - 4 * s)} ${n(bottom)}L${n(x)} ${n(y + 1.5 * s)}L${n(x + 4 * s)} ${n(bottom)}z`;
}
