/** Two systems fed the same: a run of the pair is a pure fold of its actions over one set-up. */
import { sentence } from '../explain/explain';
import type { Setup } from '../protocol/setup';
import type { System } from '../protocol/system';
import { systemOf } from '../scenario/registry';
import { begin } from '../sim/begin';
import { asRecorded, toSteps, type Recorded } from '../sim/select';
import type { Pair, PairAction, PairStep, Scenario, Side } from '../sim/scenario';
import { unroll, type Done } from '../sim/step';
import type { World } from '../sim/world';
import { actsOn, type Acts } from './acts';
import { nextStage, playStage, type StageName } from './phase';
import { telling } from './telling';
import { beginTally, tallyUp, type Tally } from './tally';

export const SIDES = ['left', 'right'] as const satisfies readonly Side[];

/** One side at one moment. */
export interface SideMoment {
  readonly world: World;
  /** The world before the pair's last step; the same where nothing was done here. */
  readonly before: World;
  /** What the last step came to here: one sentence. */
  readonly told: string;
  /** The single acts that it was. */
  readonly done: readonly Recorded[];
  readonly tally: Tally;
}

/** Both sides after one more step. */
export interface PairMoment extends Readonly<Record<Side, SideMoment>> {
  /** null: the start. */
  readonly step: PairStep | null;
  /** The phase that was last done on both sides. */
  readonly stage: StageName | null;
}

export type PairResult =
  { readonly ok: true; readonly moment: PairMoment } | { readonly ok: false; readonly error: string };

/** The pair that is shown where a file names none. */
export const DEFAULT_SYSTEMS: Pair['systems'] = ['raft', 'multipaxos'];

/** The set-up of one side: the same but for the system. */
export function setupOf({ setup, pair }: Scenario, side: Side): Setup {
  const [left, right] = pair?.systems ?? DEFAULT_SYSTEMS;
  return { ...setup, system: side === 'left' ? left : right };
}

export function beginPair(scenario: Scenario): PairMoment {
  const at = (side: Side): SideMoment => {
    const setup = setupOf(scenario, side);
    const system = systemOf(setup);
    const { world } = begin(system, setup);
    const told = `${system.title} is set up.`;
    return { world, before: world, told, done: [], tally: beginTally(system, world) };
  };
  return { left: at('left'), right: at('right'), step: null, stage: null };
}

/** The phase that comes next on both sides; null: nothing is left to deliver. */
export function stageAfter({ left, right, stage }: PairMoment): StageName | null {
  return nextStage(
    stage,
    [left, right].map(({ world }) => ({ system: systemOf(world.setup), world })),
  );
}

/**
 * Does one step on both sides. A side on which it means nothing stays as it is and says why.
 *
 * @returns the moment after it, or, if neither side could do anything, why.
 */
export function stepPair(moment: PairMoment, step: PairStep): PairResult {
  const stage = stageAfter(moment);
  if (step.action === 'phase' && stage === null)
    return {
      ok: false,
      error: 'Nothing is left to deliver on either side: let a client ask, or elect a leader.',
    };
  const left = side('left', moment, step, stage);
  const right = side('right', moment, step, stage);
  if (left.done.length + right.done.length === 0) {
    return { ok: false, error: whyNot(step, left, right) };
  }
  return { ok: true, moment: { left, right, step, stage: stageDone(step, moment.stage, stage) } };
}

function whyNot(step: PairStep, left: SideMoment, right: SideMoment): string {
  if (step.action === 'next') return step.side === 'left' ? left.told : right.told;
  if (left.told === right.told) return left.told;
  const of = ({ world, told }: SideMoment) => `${systemOf(world.setup).title}: ${told}`;
  return `${of(left)} ${of(right)}`;
}

/** Where the cycle of phases stands after a step: an election begins it anew. */
function stageDone({ action }: PairStep, last: StageName | null, next: StageName | null): StageName | null {
  if (action === 'elect') return null;
  return action === 'phase' ? next : last;
}

/** Plays all steps of a pair. `failure`: which could not be done, from 1, and why; the moments before it stand. */
export function playPair(scenario: Scenario): {
  readonly moments: readonly PairMoment[];
  readonly failure?: string;
} {
  const moments = [beginPair(scenario)];
  for (const [i, step] of (scenario.pair?.steps ?? []).entries()) {
    const result = stepPair(moments.at(-1) as PairMoment, step);
    if (!result.ok) return { moments, failure: `step ${i + 1}: ${result.error}` };
    moments.push(result.moment);
  }
  return { moments };
}

function side(name: Side, moment: PairMoment, step: PairStep, stage: StageName | null): SideMoment {
  const { world, tally } = moment[name];
  const system = systemOf(world.setup);
  const done = actsOf(system, world, name, step, stage);
  if (typeof done === 'string') return { world, before: world, told: `${done}.`, done: [], tally };
  const counted = done.reduce((so, one, i) => tallyUp(so, system, done[i - 1]?.world ?? world, one), tally);
  const recorded = done.map(({ act }, i) => ({
    act: asRecorded(system, done[i - 1]?.world ?? world, act),
    note: null,
  }));
  const after = done.at(-1)?.world ?? world;
  const event = telling(system, world, done);
  const told = event ? sentence(system, event) : 'Nothing of this phase is in flight here.';
  return { world: after, before: world, told, done: recorded, tally: counted };
}

/** One side's run as a scenario of its own, which the lab can open. */
export function sideScenario(scenario: Scenario, moments: readonly PairMoment[], name: Side): Scenario {
  const setup = setupOf(scenario, name);
  return {
    setup,
    steps: toSteps(moments.flatMap((moment) => moment[name].done)),
  };
}

/** What a step comes to on a side, or why it comes to nothing. */
function actsOf(
  system: System,
  world: World,
  name: Side,
  { note: _note, ...action }: PairStep,
  stage: StageName | null,
): readonly Done[] | string {
  const asked = action as PairAction;
  if (asked.action === 'phase') return stage === null ? [] : playStage(system, world, stage);
  if (asked.action === 'next' && asked.side !== name) return 'This side waits';
  return doAll(system, world, actsOn(system, world, asked, stage));
}

function doAll(system: System, world: World, acts: Acts): readonly Done[] | string {
  if (typeof acts === 'string') return acts;
  const done: Done[] = [];
  for (const act of acts) {
    const result = unroll(system, done.at(-1)?.world ?? world, act);
    if (result.failure !== undefined) return result.failure;
    done.push(...result.done);
  }
  return done;
}
