/** A branch as the steps of a scenario: steps of the file stay as they are, and a person's acts are recorded. */
import { itemAt, required } from '../protocol/known';
import type { Act } from '../sim/act';
import type { Step } from '../sim/action';
import { asRecorded, toSteps, type Naming, type Recorded } from '../sim/select';
import type { Sequence } from './growing';
import type { System } from './system';
import type { Moment, StepPart } from './tree';

/**
 * The steps along a path.
 *
 * @param path from the start
 * @param naming `short`: in as few characters as possible. Steps of the file that only act are then shortened too.
 */
export function stepsOf(system: System, path: Sequence<Moment>, naming: Naming = 'whole'): readonly Step[] {
  const steps: Step[] = [];
  /** The person's acts since the last step of the file. */
  let acts: Recorded[] = [];
  const write = () => {
    steps.push(...toSteps(acts, naming));
    acts = [];
  };
  const own = ({ step }: StepPart) => {
    write();
    steps.push(step);
  };
  const moments = [...path];
  /** The step of the file that the path is in, and where it is done: looked for once a step, which may have thousands of acts. */
  let number = 0;
  let done: number | null = null;
  for (let i = 0; i < moments.length; i++) {
    const moment = itemAt(moments, i);
    const { act, of } = moment;
    if (of !== null && of.number !== number) [number, done] = [of.number, lastOf(moments, i, of)];
    const end = of === null ? i : done;
    if (of !== null && end !== null && staysWhole(of, naming)) {
      own(required(itemAt(moments, end).of, 'the step'));
      i = end;
    } else if (act !== null) acts.push(recorded(system, itemAt(moments, i - 1), moment, act));
    for (const part of itemAt(moments, i).after) own(part);
  }
  write();
  return steps;
}

/** The single acts along a path, each with its note, without the expectations of the file's steps. */
export function actsOf(system: System, path: Sequence<Moment>): readonly Step[] {
  const moments = [...path];
  return toSteps(
    moments.flatMap((moment, i) => {
      if (moment.act === null) return [];
      return { ...recorded(system, itemAt(moments, i - 1), moment, moment.act), note: moment.note };
    }),
  );
}

/** The index at which the step that begins here ends; null: the path leaves it before. */
function lastOf(moments: readonly Moment[], from: number, { number }: StepPart): number | null {
  for (let i = from; moments[i]?.of?.number === number; i++) if (moments[i]?.of?.last) return i;
  return null;
}

const staysWhole = ({ step }: StepPart, naming: Naming) =>
  naming === 'whole' || step.ask !== undefined || step.speaker !== undefined || step.action === 'task';

/** The recorded act of each moment, cached, because a run of thousands of steps is written again and again. */
const RECORDED = new WeakMap<Moment, Recorded>();

function recorded(system: System, before: Moment, moment: Moment, act: Act): Recorded {
  const known = RECORDED.get(moment);
  if (known) return known;
  const own = moment.of?.last ? (moment.of.step.note ?? null) : null;
  const now = asRecorded(system, before.world, act, own);
  RECORDED.set(moment, now);
  return now;
}
