import { expect } from 'vitest';
import { lacksIn } from '../../src/lib/explain/lacks';
import { play } from '../../src/lib/index';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { parsed } from '../unit/scenario/parsed';
import { detailsOf } from '../systems';

/** All lacks at the end of a scenario: each question with its reasons. */
export function lacking(toml: string): Record<string, string[]> {
  const { worlds, failure } = play(parsed(toml));
  expect(failure).toBeUndefined();
  const world = worlds.at(-1)!;
  const system = systemOf(world.setup);
  const answers: Record<string, string[]> = {};
  for (const { question, why, rule } of lacksIn(detailsOf(world.setup), world)) {
    if (rule !== null) expect(system.rules.map(({ id }) => id)).toContain(rule);
    (answers[question] ??= []).push(why);
  }
  return answers;
}
