/** The run of a pair, and the moment shown. It has no branches: acting in the past replaces what came after. */
import type { PairStep, Scenario } from '../../sim/scenario';
import { playingPair, stepPair, type PairMoment, type Systems } from './pair';

export interface PairRun {
  /** The parsed scenario, with its initial steps. */
  readonly scenario: Scenario;
  readonly systems: Systems;
  readonly moments: readonly PairMoment[];
  /** The index of the moment shown. */
  readonly at: number;
}

export interface OpenedPair {
  readonly run: PairRun;
  /** Which step could not be done, and why; null: all could. */
  readonly failure: string | null;
  /** Whether opening was stopped before the last step. */
  readonly stopped: boolean;
}

/** Opens a pair step by step, and shows its start. Yields the number of steps done, and takes whether to stop there. */
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

type PairDone =
  | {
      readonly ok: true;
      readonly run: PairRun;
      /** Whether moments after the one shown were replaced. */
      readonly gaveWay: boolean;
    }
  | { readonly ok: false; readonly error: string };

/** Does a step after the moment shown. If the same step was done there before, its moment is shown again. */
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

/** The steps of the run, as a scenario has them. */
export function stepsOfPair({ moments }: PairRun): readonly PairStep[] {
  return moments.flatMap(({ step }) => step ?? []);
}

/** Whether the scenario contains all steps of the run. */
export function isUntouched(run: PairRun): boolean {
  return JSON.stringify(stepsOfPair(run)) === JSON.stringify(run.scenario.pair?.steps ?? []);
}
