/**
 * One process of `npm run fuzz`: the environment gives the kind, the number of cases, the first seed, and the file for the
 * counts.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fuzzOne, type Kind, type Tally } from './fuzz';

const [kind = '', count = '', first = '', report = ''] = process.argv.slice(2);

const folders = ['static/examples', 'static/examples/bugs', 'static/compare', 'tests/cases'];
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.toml'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
);

const tally: Tally = {};
for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  try {
    await fuzzOne(kind as Kind, seed, { files }, tally);
  } catch (error) {
    console.error(`${kind}, seed ${seed}:`, error);
    process.exit(1);
  }
}
writeFileSync(report, JSON.stringify(tally));
