import { actionOf, type Expectation } from '../sim/action';
import type { Scenario } from '../sim/scenario';

/**
 * A challenge made from the result of a search: to reach the same state in as few acts. The acts that the search added
 * are its solution, so their number is its par.
 *
 * @param found ends with the acts that the search added
 * @param added how many these are, at least one
 * @param until what must hold in the end
 * @param words the same in words, to follow "so that"
 */
export function challengeOf(
  found: Scenario,
  added: number,
  until: readonly Expectation[],
  words: string,
): Scenario {
  const { setup, steps } = found;
  const before = steps.length - added;
  return {
    setup: { ...setup, title: setup.title ?? 'A challenge' },
    steps: [
      ...steps.slice(0, before),
      {
        action: 'task',
        do: `Act so that ${words}.`,
        until,
        solution: steps.slice(before).map(actionOf),
      },
    ],
    lesson: {
      kind: 'challenge',
      summary: `In ${added === 1 ? 'one act' : `${added} acts`}: ${words}.`,
      intro: 'The search of all runs found this. Can you do it in as few acts?',
      outro: `The shortest way takes ${added === 1 ? 'one act' : `${added} acts`}.`,
    },
  };
}
