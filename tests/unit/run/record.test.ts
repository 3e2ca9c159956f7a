import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { grow, here, travel, type Tree } from '../../../src/lib/run/tree';
import { open } from '../../../src/lib/run/opening';
import { actsOf, stepsOf } from '../../../src/lib/run/record';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { parseScenario } from '../../../src/lib/scenario/parse';
import { act, type Act } from '../../../src/lib/sim/act';
import type { Step } from '../../../src/lib/sim/action';
import type { Scenario } from '../../../src/lib/sim/scenario';
import { DEFAULT_SETUP } from '../../../src/lib/scenario/defaults';

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.toml'))
    .map((name) => `${folder}/${name}`);

function read(file: string): Scenario {
  const result = parseScenario(readFileSync(file, 'utf8'));
  if (!result.ok) throw new Error(`${file}: ${result.errors[0]?.message}`);
  return result.scenario;
}

const of = (steps: readonly Step[]): Scenario => ({
  setup: { ...DEFAULT_SETUP, numNodes: 3, numClients: 1 },
  steps,
});

const ASK = { question: 'Who?', point: 'node', right: ['n1'], why: 'It stands.' } as const;
const STEPS: readonly Step[] = [
  { action: 'expect', node: 'n1', role: 'follower', note: 'So it begins.' },
  { action: 'next', count: 3, ask: ASK, note: 'Three deliveries.', speaker: 'Pause here.' },
  { action: 'expect', violation: 'none', note: 'Nothing is broken.' },
  {
    action: 'task',
    do: 'Elect n2.',
    until: [{ node: 'n2', role: 'candidate' }],
    hint: 'Its timer.',
    solution: [{ action: 'timeout', node: 'n2' }],
  },
  { action: 'settle', note: 'Quiet.' },
  { action: 'settle', speaker: 'There was nothing left.' },
];

describe('what a step carries', () => {
  const scenario = of(STEPS);
  const system = systemOf(scenario.setup);
  const { tree, failure, count } = open(system, scenario);

  test('is on the way back as it was, to the letter', () => {
    expect(failure).toBeNull();
    expect(stepsOf(system, tree.path)).toEqual(STEPS);
  });

  test('stands at the moments of the step: the table at each, its note at the last of its acts', () => {
    const [start, first, second, third, voted] = tree.path;
    expect(start?.after.map(({ step }) => step)).toEqual([STEPS[0]]);
    expect(start?.note).toBe('So it begins.');
    for (const moment of [first, second, third]) expect(moment?.of?.step).toBe(STEPS[1]);
    expect([first, second, third].map((moment) => moment?.of?.last)).toEqual([false, false, true]);
    expect([first?.note, second?.note]).toEqual([null, null]);
    expect(third?.note).toBe('Three deliveries.\n\nNothing is broken.');
    expect(voted?.of?.step).toBe(STEPS[3]);
    expect(tree.path.at(-1)?.after.map(({ step }) => step)).toEqual([STEPS[5]]);
    expect(tree.path.at(-1)?.lastNote).toBe(count - 1);
  });

  test('stays whole up to where a person acts otherwise; a step left half-way becomes the acts done of it', () => {
    const crash: Act = { action: 'crash', node: 'n3' };
    const acted = (from: number): Tree => {
      const there = travel(tree, from);
      const before = here(there);
      return grow(there, { act: crash, ...act(system, before.world, crash), seen: before.seen });
    };
    expect(stepsOf(system, acted(3).path)).toEqual([...STEPS.slice(0, 3), crash]);
    expect(stepsOf(system, acted(2).path)).toEqual([STEPS[0], { action: 'next', count: 2 }, crash]);
  });

  test('is left out where only the acts are asked for, notes excepted', () => {
    const acts = actsOf(system, tree.path);
    expect(acts.some(({ action }) => action === 'expect' || action === 'task')).toBe(false);
    expect(acts.flatMap(({ note }) => note ?? [])).toEqual([
      'Three deliveries.\n\nNothing is broken.',
      'Quiet.',
    ]);
    const again = open(system, { ...scenario, steps: acts });
    expect(again.tree.path.at(-1)?.world).toEqual(tree.path.at(-1)?.world);
  });
});

test.each([...files('static/examples'), ...files('src/lib/lessons')])(
  '%s comes back as it was read',
  (file) => {
    const scenario = read(file);
    const system = systemOf(scenario.setup);
    const { tree, failure } = open(system, scenario);
    expect(failure).toBeNull();
    expect(stepsOf(system, tree.path)).toEqual(scenario.steps);
  },
);

test('a step that fails stands as the acts that it did; what came before stands whole', () => {
  const scenario = of([
    { action: 'next', note: 'One.' },
    { action: 'settle', limit: 2, note: 'Never told.' },
  ]);
  const system = systemOf(scenario.setup);
  const { tree, failure } = open(system, scenario);
  expect(failure).toMatchObject({ step: 2 });
  expect([...tree.path].map(({ note }) => note)).toEqual([null, 'One.', null, null]);
  expect(stepsOf(system, tree.path)).toEqual([
    { action: 'next', note: 'One.' },
    { action: 'next', count: 2 },
  ]);
});
