import type { Scenario } from '../sim/scenario';

/** All texts of a lesson that may contain links. */
export function textsIn({ lesson, steps }: Scenario): readonly string[] {
  return [
    lesson?.intro,
    lesson?.outro,
    ...steps.flatMap((step) => [
      step.note,
      step.speaker,
      ...(step.action === 'task' ? [step.do, step.hint] : []),
      ...(step.ask ? ('choices' in step.ask ? step.ask.choices.map(({ why }) => why) : [step.ask.why]) : []),
    ]),
  ].filter((text) => text !== undefined);
}
