import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULES } from '../../src/lib/raft/rulebook';
import { newTally, tryOut } from './schedules';

// Started by `npm run soak`, which says how much and with what seeds.

const { SOAK, SOAK_SEED, SOAK_STRIDE, SOAK_STEPS, SOAK_REPORT } = process.env;

it.skipIf(SOAK === undefined)('soak', { timeout: 24 * 3_600_000 }, () => {
  const tally = newTally();
  for (let i = 0; i < Number(SOAK); i++) {
    tryOut(tally, Number(SOAK_SEED) + i * Number(SOAK_STRIDE), Number(SOAK_STEPS), i % 16 === 0);
  }
  expect(tally.schedules).toBe(Number(SOAK));
  if (SOAK_REPORT === undefined) return;
  writeFileSync(SOAK_REPORT, JSON.stringify({ ...tally, allRules: RULES.map(({ id }) => id) }));
});
