import type { Scenario } from '../../../sim/scenario';

/** A run that somebody made in a lesson, without the lesson; where that hides its bugs, the run goes on hiding them until its end. */
export function runAlone({ lesson, ...run }: Scenario): Scenario {
  if (!lesson?.hide_bugs) return run;
  const { kind, summary } = lesson;
  return {
    ...run,
    lesson: {
      ...(kind && { kind }),
      ...(summary !== undefined && { summary }),
      hide_bugs: true,
      intro: 'Somebody has done this in a challenge. Next shows it act by act.',
      outro: 'So it was done. [Try it yourself](challenges).',
    },
  };
}
