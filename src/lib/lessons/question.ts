/** The question that a stop asks or reveals. */
import type { System } from '../run/system';
import type { Ask } from '../sim/lesson';
import type { Scenario } from '../sim/scenario';
import type { World } from '../sim/world';
import { isRight, rightInWords, valueOptions, type Answer } from './answers';
import { worldAt, type Stop, type Way } from './stops';

export interface LessonQuestion {
  readonly ask: Ask;
  /** The options of a question about a value. */
  readonly options: readonly string[];
  /** The world in which it is asked. */
  readonly before: World;
  readonly isRight: (answer: Answer) => boolean;
  /** The right answer in words; null: it is one of the choices. */
  readonly right: string | null;
}

/** null: the stop's step has no question. */
export function questionOf(
  system: System,
  scenario: Scenario,
  { stops, moments }: Pick<Way, 'stops' | 'moments'>,
  stop: Stop,
): LessonQuestion | null {
  const ask = 'step' in stop ? scenario.steps[stop.step]?.ask : undefined;
  const done = stops.find((one) => one.kind === 'step' && 'step' in stop && one.step === stop.step);
  if (!ask || done?.kind !== 'step') return null;
  const [before, after] = [worldAt(moments, done.from), worldAt(moments, done.at)];
  const worlds = moments.slice(0, done.at + 1).map(({ world }) => world);
  return {
    ask,
    options: 'value' in ask ? valueOptions(system, ask, worlds, after) : [],
    before,
    isRight: (answer) => isRight(system, ask, answer, before, after),
    right: 'choices' in ask ? null : rightInWords(system, ask, before, after),
  };
}
