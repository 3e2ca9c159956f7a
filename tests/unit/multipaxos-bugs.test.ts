import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkSafety } from '../../src/lib/scenario/run';
import { formatScenario, parseScenario, play, type Scenario } from '../../src/lib/index';
import { BUG_NAMES, type BugName } from '../../src/lib/systems/multipaxos/bugs';
import { BUG_EXAMPLES } from '../../src/lib/scenario/bug-examples';
import { parsed } from './scenario/parsed';
import { multipaxos } from '../../src/lib/scenario/systems/multipaxos';

/** The consequences of two commands chosen for one slot. */
const TWO_CHOSEN = [
  'proposal-of-chosen',
  'chosen-once',
  'chosen-stays',
  'learners-agree',
  'state-machine-safety',
  'linearizability',
];

/** For each bug: `World.step` of the first violation of its example, and all promises that its example breaks. */
const PINNED: Record<BugName, { step: number; broken: string[] }> = {
  'ignore-accepted': { step: 24, broken: TWO_CHOSEN },
  'forget-promise': { step: 11, broken: ['promise-monotonic', ...TWO_CHOSEN] },
  'accept-below-promise': { step: 13, broken: ['accept-promise', ...TWO_CHOSEN] },
  'quorum-of-half': { step: 5, broken: ['learn-chosen', 'learners-agree', 'state-machine-safety'] },
  'apply-over-gap': { step: 19, broken: ['in-order'] },
};

const EXAMPLES = BUG_EXAMPLES.filter(({ system }) => system === 'multipaxos');

/** The same scenario with these bugs, and without what it expects. */
function withBugs({ setup, steps }: Scenario, bugs: readonly string[]): Scenario {
  const options = { ...setup.options, multipaxos: { ...setup.options['multipaxos'], bugs } };
  return { setup: { ...setup, options }, steps: steps.filter(({ action }) => action !== 'expect') };
}

test('every bug has its text, its example and its place in the table, in one order', async () => {
  expect((await multipaxos.details()).bugs.map(({ name }) => name)).toEqual(BUG_NAMES);
  expect(EXAMPLES.map(({ bug }) => bug)).toEqual(BUG_NAMES);
  expect(Object.keys(PINNED)).toEqual(BUG_NAMES);
});

test.each((await multipaxos.details()).bugs)(
  '$name: one sentence of what it does, and where the papers say otherwise',
  (bug) => {
    expect(bug.departs).toMatch(/^[A-Z][^.]*\.$/);
    expect(bug.breaks).toMatch(/\("Paxos Made Simple", §.*\.$/);
    expect(Object.keys(multipaxos.checks.promises)).toContain(bug.violates);
  },
);

describe.each(EXAMPLES)('$bug', ({ bug, title, file, violates }) => {
  const scenario = parsed(readFileSync(`static/examples/${file}`, 'utf8'));
  const pinned = PINNED[bug as BugName];

  test('its example says itself what the catalogue says of it, and is written as it was read', () => {
    expect(scenario.setup.title).toBe(title);
    expect(scenario.setup.description).toMatch(/\.$/);
    expect(scenario.setup.options['multipaxos']).toMatchObject({ bugs: [bug] });
    expect(scenario.steps.at(-1)).toMatchObject({ action: 'expect', violation: violates });
    expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, scenario });
  });

  test(`breaks ${violates} first, at the step it says`, () => {
    const { worlds, failure } = play(scenario);
    expect(failure).toBeUndefined();
    const violations = checkSafety(worlds);
    expect(violations[0]).toMatchObject({ invariant: violates, step: pinned.step });
    expect([...new Set(violations.map(({ invariant }) => invariant))]).toEqual(pinned.broken);
  });

  test('without it, the same acts keep all promises', () => {
    const { worlds, failure } = play(withBugs(scenario, []));
    expect(checkSafety(worlds)).toEqual([]);
    expect(failure?.message ?? '').toMatch(bug === 'quorum-of-half' ? /no message in flight fits/ : /^$/);
  });
});
