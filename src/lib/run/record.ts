/** A branch as the steps of a scenario: what a file said stays as it is, and what a person did is written down. */
import type { Act } from '../sim/act';
import type { Step } from '../sim/action';
import { asRecorded, toSteps, type Naming, type Recorded } from '../sim/select';
import type { Sequence } from './growing';
import type { System } from './system';
import type { Moment, StepPart } from './tree';

/**
 * The steps that lead along a path.
 *
 * @param path from the start.
 * @param naming `short`: in as few characters as can be. Steps that only act are then named shortly too.
 */
export function stepsOf(system: System, path: Sequence<Moment>, naming: Naming = 'whole'): readonly Step[] {
  const steps: Step[] = [];
  /** What a person did since the last step of the file. */
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
  for (let i = 0; i < moments.length; i++) {
    const moment = moments[i] as Moment;
    const { act, of } = moment;
    const end = of === null ? i : lastOf(moments, i, of);
    if (of !== null && end !== null && staysWhole(of, naming)) {
      own((moments[end] as Moment).of as StepPart);
      i = end;
    } else if (act !== null) acts.push(recorded(system, moments[i - 1] as Moment, moment, act));
    for (const part of (moments[i] as Moment).after) own(part);
  }
  write();
  return steps;
}

/** The single acts along a path, each with the note that stands at it: the steps of the file are not asked to hold again. */
export function actsOf(system: System, path: Sequence<Moment>): readonly Step[] {
  const moments = [...path];
  return toSteps(
    moments.flatMap((moment, i) => {
      if (moment.act === null) return [];
      return { ...recorded(system, moments[i - 1] as Moment, moment, moment.act), note: moment.note };
    }),
  );
}

/** Where the step that begins here is done; null: the path leaves it before that. */
function lastOf(moments: readonly Moment[], from: number, { number }: StepPart): number | null {
  for (let i = from; moments[i]?.of?.number === number; i++) if (moments[i]?.of?.last) return i;
  return null;
}

const staysWhole = ({ step }: StepPart, naming: Naming) =>
  naming === 'whole' || step.ask !== undefined || step.speaker !== undefined || step.action === 'task';

/** What each moment's act is recorded as: worked out once, for a run of thousands of steps is written again and again. */
const RECORDED = new WeakMap<Moment, Recorded>();

function recorded(system: System, before: Moment, moment: Moment, act: Act): Recorded {
  const known = RECORDED.get(moment);
  if (known) return known;
  const own = moment.of?.last ? (moment.of.step.note ?? null) : null;
  const now = asRecorded(system, before.world, act, own);
  RECORDED.set(moment, now);
  return now;
}
