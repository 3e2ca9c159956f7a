import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario, play } from '../../src/lib/index';
import { RULES } from '../../src/lib/systems/raft/rulebook';
import { newTally, report, runSchedule, tryOut } from './schedules';

// Whatever happens to a cluster, Raft keeps its promises at every step. SCHEDULES and SCHEDULE_STEPS set how much is
// tried; SCHEDULE_SEED sets the seed, which is printed.

const SCHEDULES = Number(process.env['SCHEDULES'] ?? 2000);
const STEPS = Number(process.env['SCHEDULE_STEPS'] ?? 200);
const SEED = Number(process.env['SCHEDULE_SEED'] ?? Date.now() % 2 ** 31);
/** One schedule in this many is written as TOML, parsed and played again, and stepped back in. */
const REPLAY_EVERY = 8;

const MINUTES = 60_000;

describe('random schedules of every action, on random set-ups of 1 to 9 nodes', () => {
  it(
    `every promise holds at every step of ${SCHEDULES} schedules of ${STEPS} steps`,
    { timeout: 20 * MINUTES },
    () => {
      const tally = newTally();
      console.log(`SCHEDULE_SEED=${SEED}`);
      fc.assert(
        fc.property(fc.noShrink(fc.noBias(fc.nat(2 ** 31 - 1))), (seed) => {
          tryOut(tally, seed, STEPS, tally.schedules % REPLAY_EVERY === 0);
        }),
        { numRuns: SCHEDULES, seed: SEED, endOnFailure: true },
      );
      expect(tally.schedules).toBe(SCHEDULES);
      expect(tally.steps).toBeGreaterThan(SCHEDULES * STEPS * 0.9);
      if (SCHEDULES < 500) return;
      const acts =
        'deliver drop duplicate timeout heartbeat crash restart partition heal request retry'.split(' ');
      for (const act of acts) expect(tally.actions[act], act).toBeGreaterThan(SCHEDULES / 10);
      // No leader hears another leader of its own term: that rule can only fire when a promise is broken.
      const never = RULES.map(({ id }) => id).filter((id) => tally.rules[id] === undefined);
      expect(never).toEqual(['election-safety']);
    },
  );
});

describe('what fails', () => {
  it.each(['vote-twice', 'vote-ignores-log', 'quorum-of-half', 'no-prev-check', 'log-not-persisted'])(
    'is found, and shrinks to a scenario that shows it: %s',
    { timeout: 2 * MINUTES },
    (bug) => {
      for (let seed = 1; seed <= 2000; seed++) {
        const ran = runSchedule(seed, STEPS, [bug]);
        if (!ran.failure || ran.failure.broken === 'threw') continue;
        const told = report(ran, ran.failure);
        const toml = told.slice(told.indexOf('# Shrunk to:'));
        const parsed = parseScenario(toml);
        expect(parsed.ok, toml).toBe(true);
        if (!parsed.ok) return;
        expect(parsed.scenario.steps.length).toBeLessThan(45);
        expect(play(parsed.scenario).failure).toBeUndefined();
        return;
      }
      expect.unreachable(`2000 schedules did not find ${bug}`);
    },
  );
});
