import type { Scenario } from '../../../sim/scenario';

/** A student's run without its lesson. If the lesson hides its bugs, so does the run. */
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
