import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fuzzOne, KINDS, type Tally } from './fuzz';

// A small part of `npm run fuzz`, with the same cases each time. FUZZ: how many of each kind; FUZZ_SEED: the first seed.

const CASES = Number(process.env['FUZZ'] ?? 150);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);

const folders = ['static/examples', 'static/examples/bugs', 'static/compare', 'tests/cases'];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.toml'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
);

describe('malformed input', () => {
  it.each(KINDS)(`${CASES} %s: each is answered, in time`, { timeout: 300_000 }, async (kind) => {
    const tally: Tally = {};
    for (let seed = SEED; seed < SEED + CASES; seed++) {
      try {
        await fuzzOne(kind, seed, { files }, tally);
      } catch (error) {
        throw new Error(`${kind}, FUZZ_SEED=${seed}: ${String(error)}`, { cause: error });
      }
    }
    // If all cases were refused, or all read, they would prove nothing.
    expect(Object.keys(tally).length).toBeGreaterThan(1);
  });
});
