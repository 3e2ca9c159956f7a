/** The path of a lesson: its run, and its stops at texts, questions and tasks. */
import { itemAt } from '../protocol/known';
import type { ProtocolEvent } from '../protocol/event';
import type { Protocol } from '../protocol/protocol';
import type { Act } from '../sim/act';
import { actionOf, type Step } from '../sim/action';
import { begin } from '../sim/begin';
import type { Scenario } from '../sim/scenario';
import { unroll } from '../sim/step';
import type { World } from '../sim/world';

/** A stop on the path. `at`: the moment shown there, in acts from the start. */
export type Stop =
  | { readonly kind: 'intro'; readonly at: 0 }
  /** Before a step: its question is asked. */
  | { readonly kind: 'ask'; readonly at: number; readonly step: number }
  /** Before a step that is a task: the student acts. */
  | { readonly kind: 'task'; readonly at: number; readonly step: number }
  /** After a step: its note, and the right answer if it was asked about. `from`: the moment before the step. */
  | { readonly kind: 'step'; readonly at: number; readonly step: number; readonly from: number }
  | { readonly kind: 'outro'; readonly at: number };

export interface Way {
  /** In order. `step` is the index of the `[[step]]`, from 0. A step that does nothing and says nothing is not a stop. */
  readonly stops: readonly Stop[];
  /** The moments of the run, the start first: the world after each act, and its events. */
  readonly moments: readonly { readonly world: World; readonly events: readonly ProtocolEvent[] }[];
  /** What could not be done, as a sentence; null: everything could. */
  readonly failure: string | null;
}

/** The path of a lesson in this system. */
export function wayOf(scenario: Scenario, system: Protocol): Way {
  const stops: Stop[] = [{ kind: 'intro', at: 0 }];
  const moments = [begin(system, scenario.setup)];
  for (const [step, one] of scenario.steps.entries()) {
    const from = moments.length - 1;
    const { done, failure } = unroll(system, worldAt(moments, from), actionOf(one));
    moments.push(...done);
    const at = moments.length - 1;
    if (one.ask) stops.push({ kind: 'ask', at: from, step });
    if (one.action === 'task') stops.push({ kind: 'task', at: from, step });
    const silent = done.length === 0 && one.note === undefined && !one.ask;
    if (!silent) stops.push({ kind: 'step', at, step, from });
    if (failure !== undefined) return { stops, moments, failure: `step ${step + 1}: ${failure}` };
  }
  return { stops: [...stops, { kind: 'outro', at: moments.length - 1 }], moments, failure: null };
}

/** The world of a moment. */
export const worldAt = (moments: Way['moments'], at: number): World => itemAt(moments, at).world;

/** The stop of a moment: the first one there, or, within a step of several acts, the last one before. */
export function stopAt(stops: readonly Stop[], moment: number): number {
  const there = stops.findIndex(({ at }) => at === moment);
  if (there >= 0) return there;
  return Math.max(
    0,
    stops.findLastIndex(({ at }) => at < moment),
  );
}

/** The single act of a step; null: it consists of others (`next`, `settle`), or of none (`task`, `expect`). */
export function actOf(step: Step): Act | null {
  const action = actionOf(step);
  const { action: name } = action;
  if (name === 'next' || name === 'settle' || name === 'task' || name === 'expect') return null;
  return action;
}

/** The par of a task: the number of acts of its solution. */
export function parOf(stops: readonly Stop[], step: number): number {
  const done = stops.find((stop) => stop.kind === 'step' && stop.step === step);
  return done?.kind === 'step' ? done.at - done.from : 0;
}
