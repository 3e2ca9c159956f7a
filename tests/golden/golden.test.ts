import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { traceLine } from '../../src/lib/explain/trace';
import { play, type Scenario } from '../../src/lib/index';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { SCENARIOS } from './scenarios';

/** The trace of a run: each step's act, followed by the lines of its events. */
function transcript({ setup, steps }: Scenario): string {
  const run = play({ setup, steps });
  expect(run.failure).toBeUndefined();
  const system = systemOf(setup);
  const told = run.events.map((events) => events.flatMap((event) => traceLine(system, event) ?? []));
  const lines = told.flatMap((step, i) => [i === 0 ? '-- start' : `-- step ${i}`, ...step]);
  return [...lines, '-- quiet', ''].join('\n');
}

// To rewrite them on purpose: UPDATE_GOLDEN=1 npx vitest run --project core tests/golden, then read the diff.
describe('transcripts', () => {
  it.each(Object.entries(SCENARIOS))('%s', (name, scenario) => {
    const file = join(import.meta.dirname, `${name}.txt`);
    const found = transcript(scenario);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, found);
    expect(found).toBe(readFileSync(file, 'utf8'));
  });
});
