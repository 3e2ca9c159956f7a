import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SCENARIO } from '../../../src/lib/scenario/defaults';
import { MOST_BYTES } from '../../../src/lib/scenario/limits';
import { parseScenario } from '../../../src/lib/scenario/parse';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { writeRun } from '../../../src/lib/scenario/write';
import { act, type Act } from '../../../src/lib/sim/act';
import { begin } from '../../../src/lib/sim/begin';
import { CALM, playedAct } from '../../../src/lib/sim/chaos';
import { deliverable } from '../../../src/lib/sim/network';
import { drawOne } from '../../../src/lib/sim/random';
import { asRecorded, toSteps, type Recorded } from '../../../src/lib/sim/select';
import { unroll } from '../../../src/lib/sim/step';
import type { Step } from '../../../src/lib/sim/action';
import type { World } from '../../../src/lib/sim/world';
import { parsed } from './parsed';

/** What different people do at each step. */
const PEOPLE: Readonly<Record<string, (world: World) => Act | null>> = {
  'with Play': (world) => playedAct(world, CALM),
  'with Play and chaos': (world) =>
    playedAct(world, { loss: 0.1, duplication: 0.1, reordering: 0.3, crashes: 0.01 }),
  'by clicking any message': (world) => {
    const messages = deliverable(world);
    if (messages.length === 0) return playedAct(world, CALM);
    return { action: 'deliver', id: drawOne(messages, world.step, 'click').id };
  },
};

const { setup } = parsed(readFileSync('static/examples/config.toml', 'utf8'));
const system = systemOf(setup);

/** The acts of a `person`, and the world that they led to. */
function run(person: (world: World) => Act | null, acts: number) {
  const done: Recorded[] = [];
  let { world } = begin(system, setup);
  for (let i = 0; i < acts; i++) {
    const next = person(world) as Act;
    done.push(asRecorded(system, world, next));
    ({ world } = act(system, world, next));
  }
  return { done, world };
}

const write = (done: readonly Recorded[]) => writeRun((naming) => ({ setup, steps: toSteps(done, naming) }));

describe.each(Object.entries(PEOPLE))('a run %s', (_how, person) => {
  test('of a usual length names each message by its type and its ends', () => {
    const { done } = run(person, 1_000);
    const { text, fits } = write(done);
    expect(fits).toBe(true);
    expect(text).toContain('[[step]]\naction = "deliver"\nmessage = "AppendEntries"\nfrom = "n1"\nto = ');
  });

  test('of 10,000 acts is read again, and is the same run', () => {
    const { done, world } = run(person, 10_000);
    const { text, fits } = write(done);
    expect(fits).toBe(true);
    expect(text.length).toBeLessThanOrEqual(MOST_BYTES);
    const read = parseScenario(text);
    if (!read.ok) throw new Error(read.errors[0]?.message);
    let again = begin(system, setup).world;
    for (const step of read.scenario.steps) {
      const { done: worlds, failure } = unroll(system, again, step);
      expect(failure).toBeUndefined();
      again = worlds.at(-1)?.world ?? again;
    }
    expect(again).toEqual(world);
  });
});

const NEXT: Recorded = { act: null, nth: 1, note: null };
const HEAL = { action: 'heal' } as const;

test('where Next was pressed more often than one step may count, there are several', () => {
  const done = Array.from({ length: 25_000 }, () => NEXT);
  expect(toSteps(done)).toEqual([10_000, 10_000, 5_000].map((count) => ({ action: 'next', count })));
  const { text, fits } = write(done);
  expect(fits).toBe(true);
  expect(parseScenario(text)).toMatchObject({ ok: true, scenario: { steps: toSteps(done) } });
});

describe('a run that no file can hold', () => {
  test.each<[string, Step[], string | null]>([
    ['of more steps than a file may have', Array.from({ length: 10_001 }, () => HEAL), null],
    ['with too long a text', [], 'x'.repeat(MOST_BYTES)],
  ])('%s, is written and said not to fit, as the reader says', (_what, steps, title) => {
    const { text, fits } = writeRun(() => ({ setup: { ...DEFAULT_SCENARIO.setup, title }, steps }));
    expect(fits).toBe(false);
    expect(parseScenario(text)).toMatchObject({ ok: false });
  });

  test('and one step fewer fits', () => {
    const { text, fits } = write(
      Array.from({ length: 10_000 }, () => ({ act: HEAL, nth: null, note: null })),
    );
    expect(fits).toBe(true);
    expect(parseScenario(text).ok).toBe(true);
  });
});

test('of a pair, 10,000 steps are read again', () => {
  const pair = {
    systems: ['raft', 'single'] as const,
    steps: Array.from({ length: 10_000 }, () => ({ action: 'phase' as const })),
  };
  const scenario = { setup: DEFAULT_SCENARIO.setup, steps: [], pair };
  const { text, fits } = writeRun(() => scenario);
  expect(fits).toBe(true);
  expect(parseScenario(text)).toEqual({ ok: true, scenario });
});
