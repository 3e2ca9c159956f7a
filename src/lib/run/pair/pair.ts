/** Two systems with the same input: a run of the pair is a pure fold of its actions over one set-up. */
import type { Setup } from '../../protocol/setup';
import type { System } from '../system';
import { begin } from '../../sim/begin';
import { toSteps, type Naming } from '../../sim/select';
import type { Pair, PairStep, Scenario, Side } from '../../sim/scenario';
import { nextOfStage, nextStage, type StageName } from '../phase';
import { stepSide, type SideMoment } from './side';
import { beginTally } from './tally';

const SIDES = ['left', 'right'] as const satisfies readonly Side[];

/** Both sides after one more step. */
export interface PairMoment extends Readonly<Record<Side, SideMoment>> {
  /** null: the start. */
  readonly step: PairStep | null;
  /** The last phase completed on both sides. */
  readonly stage: StageName | null;
  /** The phase in progress, message by message: a side has more of it; null: none. */
  readonly under: StageName | null;
}

type PairResult =
  { readonly ok: true; readonly moment: PairMoment } | { readonly ok: false; readonly error: string };

/** The systems of a pair: left, right. */
export type Systems = readonly [System, System];

/** The default pair. */
export const DEFAULT_SYSTEMS: Pair['systems'] = ['raft', 'multipaxos'];

/** The set-up of one side. Only the system differs. */
export function setupOf({ setup, pair }: Scenario, side: Side): Setup {
  const [left, right] = pair?.systems ?? DEFAULT_SYSTEMS;
  return { ...setup, system: side === 'left' ? left : right };
}

/** @param systems the systems on the left and on the right */
export function beginPair(scenario: Scenario, [left, right]: Systems): PairMoment {
  const at = (side: Side, system: System): SideMoment => {
    const { world } = begin(system, setupOf(scenario, side));
    const remark = `${system.title} is set up.`;
    const tally = beginTally(system, world);
    return { system, world, before: world, events: [], remark, done: [], later: [], tally };
  };
  return { left: at('left', left), right: at('right', right), step: null, stage: null, under: null };
}

/** The current or next phase on both sides; null: nothing is left to deliver. */
export function stageAfter({ left, right, stage, under }: PairMoment): StageName | null {
  return under ?? nextStage(stage, [left, right]);
}

/**
 * Does one step on both sides. A side on which it means nothing is unchanged and says why.
 *
 * @returns the moment after it, or, if neither side could do anything, why
 */
export function stepPair(moment: PairMoment, step: PairStep): PairResult {
  const stage = stageAfter(moment);
  if (isOfRound(step) && stage === null)
    return {
      ok: false,
      error: 'Nothing is left to deliver on either side: let a client ask, or elect a leader.',
    };
  const left = stepSide('left', moment, step, stage);
  const right = stepSide('right', moment, step, stage);
  if (left.done.length + right.done.length === 0) {
    return { ok: false, error: whyNot(step, left, right) };
  }
  const under = isOfRound(step) ? stage : moment.under;
  const after = { left, right, step, stage: moment.stage, under };
  return { ok: true, moment: step.action === 'elect' ? closed(after, null) : closedIfOver(after) };
}

/** Whether a step continues the phases: by a phase, or by a message of it. */
const isOfRound = (step: PairStep) =>
  step.action === 'phase' || (step.action === 'next' && step.side === undefined);

/** Ends the round if neither side has more of it. */
function closedIfOver(moment: PairMoment): PairMoment {
  const { under } = moment;
  if (under === null) return moment;
  const goesOn = SIDES.some((side) => {
    const { system, world, later } = moment[side];
    return nextOfStage(system, world, under, later) !== null;
  });
  return goesOn ? moment : closed(moment, under);
}

/** @param stage the phase from which the cycle continues; null: an election starts it again */
function closed({ left, right, step }: PairMoment, stage: StageName | null): PairMoment {
  return { left: { ...left, later: [] }, right: { ...right, later: [] }, step, stage, under: null };
}

function whyNot(step: PairStep, left: SideMoment, right: SideMoment): string {
  const [onLeft, onRight] = [left.remark ?? '', right.remark ?? ''];
  if ('side' in step && step.side !== undefined) return step.side === 'left' ? onLeft : onRight;
  if (onLeft === onRight) return onLeft;
  return `${left.system.title}: ${onLeft} ${right.system.title}: ${onRight}`;
}

/**
 * Plays all steps of a pair and yields each moment, the start first, so that a caller need not play a long run at once.
 * Returns which step could not be done, counted from 1, and why; null: all were done.
 */
export function* playingPair(scenario: Scenario, systems: Systems): Generator<PairMoment, string | null> {
  let moment = beginPair(scenario, systems);
  yield moment;
  for (const [i, step] of (scenario.pair?.steps ?? []).entries()) {
    const result = stepPair(moment, step);
    if (!result.ok) return `step ${i + 1}: ${result.error}`;
    ({ moment } = result);
    yield moment;
  }
  return null;
}

/** One side's run as a scenario of its own, for the lab. */
export function sideScenario(
  scenario: Scenario,
  moments: readonly PairMoment[],
  name: Side,
  naming: Naming = 'whole',
): Scenario {
  const done = moments.flatMap((moment) => moment[name].done);
  return { setup: setupOf(scenario, name), steps: toSteps(done, naming) };
}
