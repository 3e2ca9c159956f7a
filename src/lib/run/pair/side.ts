/** Does a step of a pair on one side. */
import type { ProtocolEvent } from '../../protocol/event';
import type { System } from '../system';
import type { MessageSelector } from '../../sim/action';
import { deliverable, fitting } from '../../sim/network';
import { pick } from '../../sim/scheduler';
import { asRecorded, type Recorded } from '../../sim/select';
import type { ChosenAct, PairAction, PairStep, Side } from '../../sim/scenario';
import { unroll, type Done } from '../../sim/step';
import type { World } from '../../sim/world';
import { actsOn, type Acts } from './acts';
import { counterpart } from './counterpart';
import { playStage, type StageDone, type StageName } from '../phase';
import { telling } from './telling';
import { tallyUp, type Tally } from './tally';

/** One side at one moment. */
export interface SideMoment {
  /** The system of this side. */
  readonly system: System;
  readonly world: World;
  /** The world before the pair's last step; the same world if nothing was done here. */
  readonly before: World;
  /** The events that tell the last step here; none: `remark` does. */
  readonly events: readonly ProtocolEvent[];
  /** Why nothing was done here, as a sentence; null: something was. */
  readonly remark: string | null;
  /** The single acts of the last step. */
  readonly done: readonly Recorded[];
  /** The ids of messages that the current phase leaves to its next round. */
  readonly later: readonly number[];
  readonly tally: Tally;
}

/** @param stage the current or next phase; null: nothing is left to deliver */
export function stepSide(
  name: Side,
  sides: Readonly<Record<Side, SideMoment>>,
  step: PairStep,
  stage: StageName | null,
): SideMoment {
  const { system, world, tally, later } = sides[name];
  const came = comesTo(name, sides, step, stage);
  if (typeof came === 'string')
    return { system, world, before: world, events: [], remark: ended(came), done: [], later, tally };
  const { done } = came;
  const counted = done.reduce((so, one, i) => tallyUp(so, system, done[i - 1]?.world ?? world, one), tally);
  const recorded = done.map(({ act }, i) => asRecorded(system, done[i - 1]?.world ?? world, act));
  return {
    system,
    world: done.at(-1)?.world ?? world,
    before: world,
    events: telling(system, world, done),
    remark: done.length === 0 ? 'Nothing of this phase is in flight here.' : null,
    done: recorded,
    later: came.later,
    tally: counted,
  };
}

const ended = (text: string) => (text.endsWith('.') ? text : `${text}.`);

/** What was done, or why nothing was. */
function comesTo(
  name: Side,
  sides: Readonly<Record<Side, SideMoment>>,
  { note: _note, ...rest }: PairStep,
  stage: StageName | null,
): StageDone | string {
  const { system, world, later } = sides[name];
  const step = rest as PairAction;
  if (step.action === 'phase' || (step.action === 'next' && step.side === undefined)) {
    if (stage === null) return 'Nothing is left to deliver';
    const played = playStage(system, world, stage, later, step.action === 'next' ? 1 : Infinity);
    return played.done.length === 0 && played.failure !== undefined ? played.failure : played;
  }
  const done = doAll(system, world, actsOf(name, sides, step, stage));
  return typeof done === 'string' ? done : { done, later };
}

function actsOf(
  name: Side,
  sides: Readonly<Record<Side, SideMoment>>,
  step: Exclude<PairAction, { action: 'phase' }>,
  stage: StageName | null,
): Acts {
  const { system, world } = sides[name];
  if (step.action === 'next') {
    if (step.side !== name) return WAITS;
    const message = pick(world);
    return message ? [{ action: 'deliver', id: message.id }] : 'Nothing is left to deliver';
  }
  return isChosen(step) ? chosenActs(name, sides, step) : actsOn(system, world, step, stage);
}

const WAITS = 'This side waits';

function isChosen(step: PairAction): step is ChosenAct {
  const { action } = step;
  return action === 'deliver' || action === 'duplicate' || (action === 'drop' && step.side !== undefined);
}

function chosenActs(
  name: Side,
  sides: Readonly<Record<Side, SideMoment>>,
  { side, both, ...act }: ChosenAct,
): Acts {
  if (side === name) return [act];
  if (!both) return WAITS;
  const from = sides[side];
  const chosen = selected(from.system, from.world, act, act.action === 'deliver');
  const same = chosen && counterpart(from, chosen, sides[name]);
  return same ? [{ action: act.action, id: same.id }] : 'Nothing in flight here means the same';
}

function selected(system: System, world: World, selector: MessageSelector, passHeld: boolean) {
  const pool = passHeld ? deliverable(world) : world.network.inFlight;
  return fitting(system, pool, selector)[(selector.nth ?? 1) - 1] ?? null;
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
