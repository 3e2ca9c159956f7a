import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkLinearizable } from '../../src/lib/checks/linearizability';
import { checkSafety } from '../../src/lib/scenario/run';
import { BUGS } from '../../src/lib/systems/raft/bug-texts';
import { BUG_NAMES, type BugName } from '../../src/lib/systems/raft/bugs';
import { BUG_EXAMPLES as ALL_EXAMPLES, type BugExample } from '../../src/lib/scenario/bug-examples';
import { formatScenario } from '../../src/lib/scenario/format';
import { operations } from '../../src/lib/sim/inspect';
import { parseScenario } from '../../src/lib/scenario/parse';
import { play, start, step } from '../../src/lib/scenario/run';
import type { Scenario } from '../../src/lib/sim/scenario';
import type { World } from '../../src/lib/sim/world';
import { parsed } from './scenario/parsed';

/**
 * For each bug: `World.step` of the first violation of its example, and of the example's last world. Where the two differ,
 * the example also shows the consequences. `alone`: the act of the example that cannot be done without the bug.
 */
const PINNED: Record<BugName, { step: number; last: number; alone?: string[] }> = {
  'vote-ignores-log': { step: 3, last: 3 },
  'vote-longest-log': { step: 3, last: 3 },
  'vote-twice': { step: 4, last: 4 },
  'vote-not-persisted': { step: 1, last: 5 },
  'term-not-persisted': { step: 1, last: 5 },
  'log-not-persisted': { step: 1, last: 5 },
  'quorum-of-half': { step: 6, last: 6 },
  'count-same-voter-twice': { step: 6, last: 6 },
  'count-old-votes': { step: 7, last: 7 },
  'count-denials': { step: 3, last: 3 },
  'no-step-down': { step: 3, last: 3 },
  'commit-any-term': { step: 5, last: 5 },
  'commit-beyond-match': { step: 1, last: 1 },
  'commit-unbounded': { step: 1, last: 1 },
  'no-prev-check': { step: 1, last: 1 },
  'prev-index-only': { step: 1, last: 1 },
  'truncate-always': { step: 1, last: 1 },
  'never-truncate': { step: 1, last: 1 },
  'ack-own-length': { step: 2, last: 2 },
  'match-assumed': { step: 2, last: 2 },
  'match-goes-back': { step: 2, last: 2 },
  'accept-old-term': { step: 1, last: 1 },
  'notification-unchecked': { step: 1, last: 1 },
  'reply-before-commit': { step: 1, last: 22, alone: ['deliver ClientReply', 'request c1 n2 get a'] },
  'local-reads': { step: 7, last: 7, alone: ['deliver ClientReply c2'] },
  'apply-twice': { step: 2, last: 4 },
  'retry-runs-twice': { step: 13, last: 13 },
};

const BUG_EXAMPLES = ALL_EXAMPLES.filter(({ system }) => system === 'raft');
const FOLDER = 'static/examples';
const scenarioOf = ({ file }: BugExample) => parsed(readFileSync(`${FOLDER}/${file}`, 'utf8'));

/** The same set-up without any bug. */
function without(scenario: Scenario): Scenario {
  const { setup } = scenario;
  const raft = { ...(setup.options['raft'] as object), bugs: [] };
  return { ...scenario, setup: { ...setup, options: { ...setup.options, raft } } };
}

/** Does those acts of a scenario that can be done. One that cannot (no such message is sent without the bug) is skipped. */
function playPossible(scenario: Scenario): { worlds: World[]; passedOver: string[] } {
  const worlds = [start(scenario)];
  const passedOver: string[] = [];
  for (const { note: _note, ...action } of scenario.steps) {
    if (action.action === 'expect') continue;
    const result = step(worlds.at(-1) as World, action);
    if (result.ok) worlds.push(result.world);
    else passedOver.push(Object.values(action).join(' '));
  }
  return { worlds, passedOver };
}

test('every bug has its text, its example and its place in the table, in one order', () => {
  expect(BUGS.map(({ name }) => name)).toEqual(BUG_NAMES);
  expect(BUG_EXAMPLES.map(({ bug }) => bug)).toEqual(BUG_NAMES);
  expect(Object.keys(PINNED)).toEqual(BUG_NAMES);
});

test('the index lists every file, and no other', () => {
  const files = ALL_EXAMPLES.map(({ file }) => file.replace('bugs/', ''));
  const found = readdirSync(`${FOLDER}/bugs`, { recursive: true, encoding: 'utf8' });
  expect(files.sort()).toEqual(found.filter((name) => name.endsWith('.toml')).sort());
});

test.each(BUGS)('$name: one sentence of what it does, and where the paper says otherwise', (text) => {
  expect(text.departs).toMatch(/^[A-Z][^.]*\.$/);
  expect(text.breaks).toMatch(/\((§|Figure 2).*\.$/);
});

describe.each(BUG_EXAMPLES)('$bug', (example) => {
  const { bug, title, violates } = example;
  const scenario = scenarioOf(example);
  const pinned = PINNED[bug as BugName];

  test('its example agrees with the index, and is written as it was read', () => {
    const { setup, steps } = scenario;
    expect(setup.title).toBe(title);
    expect(setup.description).toMatch(/\.$/);
    expect((setup.options['raft'] as { bugs: string[] }).bugs).toEqual([bug]);
    expect(steps.at(-1)).toMatchObject({ action: 'expect', violation: violates });
    expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, scenario });
  });

  test(`breaks ${violates} first, at the step it says`, () => {
    const { worlds, failure } = play(scenario);
    expect(failure).toBeUndefined();
    const violations = checkSafety(worlds);
    expect(violations[0]).toMatchObject({ invariant: violates, step: pinned.step });
    expect(worlds.at(-1)?.step).toBe(pinned.last);
    expect(checkSafety(worlds.filter((world) => world.step < pinned.step))).toEqual([]);
  });

  test('without it, the same acts keep all promises', () => {
    const { worlds, passedOver } = playPossible(without(scenario));
    expect(checkSafety(worlds)).toEqual([]);
    expect(passedOver).toEqual(pinned.alone ?? []);
    // As a file, it stops at the first act that cannot be done, or where it expects the violation.
    expect(play(without(scenario)).failure?.message).toMatch(
      passedOver.length > 0 ? /no message in flight fits/ : violates,
    );
  });
});

describe('bugs that show in one place only', () => {
  const runOf = (name: BugName) =>
    play(scenarioOf(BUG_EXAMPLES.find(({ bug }) => bug === name) as BugExample));
  const broken = (name: BugName) => checkSafety(runOf(name).worlds).map(({ invariant }) => invariant);

  test('match-goes-back: in matchIndex', () => {
    expect(broken('match-goes-back')).toEqual(['match-monotonic']);
  });

  test.each(['local-reads', 'retry-runs-twice'] as const)('%s: to the clients', (bug) => {
    expect(broken(bug)).toEqual(['linearizability']);
    expect(checkLinearizable(operations(runOf(bug).worlds.at(-1) as World)).ok).toBe(false);
  });

  test('apply-twice: in what applying gives, and in the store until the log is through', () => {
    const { worlds, events } = runOf('apply-twice');
    const results = events.flat().filter(({ type, actor }) => type === 'applied' && actor === 'n2');
    expect(results.map((event) => (event as unknown as { result: string }).result)).toEqual([
      'key already exists: a',
      'key already exists: b',
    ]);
    const stores = Object.values(worlds.at(-1)?.nodes ?? {}).map(
      (node) => (node as unknown as { store: object }).store,
    );
    expect(stores.slice(0, 2)).toEqual([
      { a: '1', b: '2' },
      { a: '1', b: '2' },
    ]);
    expect(new Set(broken('apply-twice'))).toEqual(new Set(['state-machine-safety']));
  });
});

test.each(['truncate-always', 'never-truncate'] as const)(
  '%s: a heartbeat that changes nothing is told as accepted',
  (bug) => {
    const { worlds, events } = play(
      parsed(`
      num_nodes = 2
      num_clients = 0
      [raft]
      bugs = ["${bug}"]
      [[node]]
      id = "n1"
      role = "leader"
      log = [1]
      [[node]]
      id = "n2"
      log = [1]
      [[step]]
      action = "heartbeat"
      node = "n1"
      [[step]]
      action = "deliver"
      to = "n2"`),
    );
    expect(events.at(-1)).toContainEqual(expect.objectContaining({ type: 'append-accepted', actor: 'n2' }));
    expect(checkSafety(worlds)).toEqual([]);
  },
);
