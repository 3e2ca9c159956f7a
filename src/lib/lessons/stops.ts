/** Where a lesson stops on its way: at its texts, its questions and its tasks. */
import { movingSystemOf } from '../scenario/registry';
import { start } from '../scenario/run';
import { actionOf } from '../sim/action';
import type { Scenario } from '../sim/scenario';
import { unroll } from '../sim/step';

/** A place on the way. `at`: the moment of the run that is shown there, in acts from the start. */
export type Stop =
  | { readonly kind: 'intro'; readonly at: 0 }
  /** Before a step: its question is asked. */
  | { readonly kind: 'ask'; readonly at: number; readonly step: number }
  /** Before a step that is a task: the student acts. */
  | { readonly kind: 'task'; readonly at: number; readonly step: number }
  /** A step is done: its note, and what is right where it was asked before. `from`: the moment before it. */
  | { readonly kind: 'step'; readonly at: number; readonly step: number; readonly from: number }
  | { readonly kind: 'outro'; readonly at: number };

/** The stops of a scenario in order. `step` is the index of the `[[step]]`, from 0. A step that does nothing and says nothing is none. */
export function stopsOf(scenario: Scenario): readonly Stop[] {
  const stops: Stop[] = [{ kind: 'intro', at: 0 }];
  const system = movingSystemOf(scenario.setup);
  let world = start(scenario);
  for (const [step, one] of scenario.steps.entries()) {
    const { done, failure } = unroll(system, world, actionOf(one));
    const from = world.step;
    world = done.at(-1)?.world ?? world;
    if (one.ask) stops.push({ kind: 'ask', at: from, step });
    if (one.action === 'task') stops.push({ kind: 'task', at: from, step });
    const silent = done.length === 0 && one.note === undefined && !one.ask;
    if (!silent) stops.push({ kind: 'step', at: world.step, step, from });
    if (failure !== undefined) break;
  }
  return [...stops, { kind: 'outro', at: world.step }];
}

/** The stop that belongs to a moment: the first one there, or, within a step of several acts, the last one before. */
export function stopAt(stops: readonly Stop[], moment: number): number {
  const there = stops.findIndex(({ at }) => at === moment);
  if (there >= 0) return there;
  return Math.max(
    0,
    stops.findLastIndex(({ at }) => at < moment),
  );
}

/** How many acts the solution of a task takes: its par. */
export function parOf(stops: readonly Stop[], step: number): number {
  const done = stops.find((stop) => stop.kind === 'step' && stop.step === step);
  return done?.kind === 'step' ? done.at - done.from : 0;
}
