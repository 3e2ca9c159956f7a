import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { operations, type World } from '../../src/lib/index';
import { checkLinearizable } from '../../src/lib/checks/linearizability';
import { checkSafety } from '../../src/lib/scenario/run';
import { beginChecks, watch } from '../systems';
import { BUG_NAMES } from '../../src/lib/systems/raft/bugs';
import { soundSetups, worldsOf } from './checks-runs';
import { choices } from './schedule';

vi.setConfig({ testTimeout: 120_000 });

const RUNS = Number(process.env['CHECK_RUNS'] ?? 120);
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('correct Raft has no violations', () => {
  it('under any schedule, with every option, from any sound beginning', () => {
    fc.assert(
      fc.property(soundSetups(), choices(250), (setup, chosen) => {
        expect(checkSafety(worldsOf(setup, chosen))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('also with gaps between the worlds, and from the middle of the run', () => {
    fc.assert(
      fc.property(
        soundSetups(),
        choices(250),
        fc.infiniteStream(fc.integer({ min: 1, max: 12 })),
        (setup, chosen, gaps) => {
          const worlds = worldsOf(setup, chosen);
          const some: World[] = [];
          for (let i = gaps.next().value as number; i < worlds.length; i += gaps.next().value as number)
            some.push(worlds[i] as World);
          expect(checkSafety(some)).toEqual([]);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('and with sessions its histories are linearizable by the full check too', () => {
    fc.assert(
      fc.property(soundSetups(), choices(200), (setup, chosen) => {
        fc.pre(setup.nodes.length === 0);
        const options = { raft: { ...setup.options['raft'], clientSessions: true } };
        const last = worldsOf({ ...setup, options }, chosen).at(-1) as World;
        expect(checkLinearizable(operations(last))).toMatchObject({ ok: true });
      }),
      { numRuns: RUNS / 2 },
    );
  });
});

describe('with bugs', () => {
  const buggy = fc.constantFrom(...BUG_NAMES).chain((name) => soundSetups([name]));

  it('the memory is plain JSON and never changed; worlds that share no objects give the same', () => {
    fc.assert(
      fc.property(buggy, choices(120), (setup, chosen) => {
        const worlds = worldsOf(setup, chosen);
        const shared = checkSafety(worlds);
        expect(checkSafety(worlds.map(plain))).toEqual(shared);
        let state = beginChecks(worlds[0] as World);
        for (const [i, world] of worlds.slice(1).entries()) {
          const printed = JSON.stringify(state);
          const next = watch(state, worlds[i] as World, world);
          expect(JSON.stringify(state)).toBe(printed);
          state = plain(next);
        }
        expect(state.violations).toEqual(shared);
      }),
      { numRuns: RUNS / 4 },
    );
  });

  it('a violation is reported once, at the first world that shows it', () => {
    fc.assert(
      fc.property(buggy, choices(120), (setup, chosen) => {
        const worlds = worldsOf(setup, chosen);
        const all = checkSafety(worlds);
        const told = all.map(({ invariant, step, message }) => `${invariant} ${step} ${message}`);
        expect(new Set(told).size).toBe(told.length);
        for (const violation of all) {
          const until = worlds.filter(({ step }) => step < violation.step);
          expect(checkSafety(until)).not.toContainEqual(violation);
          expect(violation.nodes.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: RUNS / 4 },
    );
  });
});
