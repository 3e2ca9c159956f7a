/** The run of a pair, and where the person stands in it. It has no branches: what is done in the past takes the place of what came after. */
import type { PairStep, Scenario } from '../../sim/scenario';
import { playingPair, stepPair, type PairMoment, type Systems } from './pair';

export interface PairRun {
  /** As it was read: with the steps that it begins with. */
  readonly scenario: Scenario;
  readonly systems: Systems;
  readonly moments: readonly PairMoment[];
  /** The place of the moment shown. */
  readonly at: number;
}

export interface OpenedPair {
  readonly run: PairRun;
  /** Which step could not be done, and why; null: all were. */
  readonly failure: string | null;
  /** Whether it was stopped before its last step. */
  readonly stopped: boolean;
}

/**
 * Opens a pair step by step, shown at its start. Each time it gives how many steps are done, and takes whether to stop there.
 */
export function* openingPair(
  scenario: Scenario,
  systems: Systems,
): Generator<number, OpenedPair, boolean | undefined> {
  const moments: PairMoment[] = [];
  const opened = (failure: string | null, stopped = false): OpenedPair => ({
    run: { scenario, systems, moments, at: 0 },
    failure,
    stopped,
  });
  const steps = playingPair(scenario, systems);
  for (let next = steps.next(); ; next = steps.next()) {
    if (next.done) return opened(next.value);
    moments.push(next.value);
    if (yield moments.length - 1) return opened(null, true);
  }
}

/** The moment shown. */
export function pairMoment({ moments, at }: PairRun): PairMoment {
  const moment = moments[at];
  if (!moment) throw new RangeError(`the run of a pair has no step ${at}`);
  return moment;
}

export type PairDone =
  | {
      readonly ok: true;
      readonly run: PairRun;
      /** Whether something came after the moment shown, which is gone. */
      readonly gaveWay: boolean;
    }
  | { readonly ok: false; readonly error: string };

/** Does a step behind the moment shown; one that was done there already is shown again. */
export function doStep(run: PairRun, step: PairStep): PairDone {
  const { moments, at } = run;
  const known = moments[at + 1];
  if (known && JSON.stringify(known.step) === JSON.stringify(step))
    return { ok: true, run: { ...run, at: at + 1 }, gaveWay: false };
  const result = stepPair(pairMoment(run), step);
  if (!result.ok) return result;
  const done = [...moments.slice(0, at + 1), result.moment];
  return { ok: true, run: { ...run, moments: done, at: at + 1 }, gaveWay: known !== undefined };
}

/** What was done, as the steps of a scenario. */
export function stepsOfPair({ moments }: PairRun): readonly PairStep[] {
  return moments.flatMap(({ step }) => step ?? []);
}

/** Whether all that was done stands in the scenario. */
export function isUntouched(run: PairRun): boolean {
  return JSON.stringify(stepsOfPair(run)) === JSON.stringify(run.scenario.pair?.steps ?? []);
}
