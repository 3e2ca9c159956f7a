/**
 * One process of `npm run soak`: the environment gives the number of schedules, the first seed, the stride, and the file
 * for the counts.
 */
import { writeFileSync } from 'node:fs';
import { RULES } from '../../src/lib/systems/raft/rulebook';
import { newTally, tryOut } from './schedules';

const [schedules, seed, stride, steps] = process.argv.slice(2, 6).map(Number) as [
  number,
  number,
  number,
  number,
];
const report = process.argv[6] as string;

/** One schedule in this many is written as TOML, parsed and played again, and stepped back in. */
const REPLAY_EVERY = 32;

const tally = newTally();
for (let i = 0; i < schedules; i++) {
  tryOut(tally, seed + i * stride, steps, i % REPLAY_EVERY === 0);
  if (i % 1000 === 999 || i === schedules - 1)
    writeFileSync(report, JSON.stringify({ ...tally, allRules: RULES.map(({ id }) => id) }));
  if (i % 5000 === 4999) console.log(`${i + 1} of ${schedules} schedules`);
}
