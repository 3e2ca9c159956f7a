import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.js';
import { ROOT } from './run.js';

// npm run bench:search: how many worlds a second a search visits on one core, and the memory of one, for small models of
// Raft; and how long it takes to find what each bug of the catalogues breaks, and to find nothing without the bug. Seconds
// are processor time, because other work on the machine adds to the clock. `-- bugs` or `-- models` for one half; `--
// vote-twice` for one bug.

const only = process.argv[2] ?? 'all';
const folder = join(ROOT, 'reports', 'bench-search');
const file = await bundle('tests/bench/search.ts', folder);
/** @param {object} model */
const run = (model) =>
  JSON.parse(execFileSync(process.execPath, [file, JSON.stringify(model)], { encoding: 'utf8' }));
/** @param {readonly unknown[]} cells @param {readonly number[]} widths */
const line = (cells, widths) =>
  console.log(cells.map((cell, i) => String(cell).padStart(widths[i] ?? 12)).join(''));

const NEVER = { reach: [{ node: 'n1', term: 99 }] };
const client = (/** @type {number} */ puts) =>
  `num_nodes = 3\nnum_clients = 1\n[[client]]\nid = "c1"\nrequests = [${['a', 'b']
    .slice(0, puts)
    .map((key) => `{ op = "put", key = "${key}", value = "1" }`)
    .join(', ')}]\n`;
const MODELS = [1, 2].flatMap((puts) =>
  [false, true].flatMap((crashes) =>
    [NEVER, { violation: 'any' }].map((goal) => ({
      name: `${puts} put${puts > 1 ? 's' : ''}${crashes ? ', crash' : ''}${goal === NEVER ? '' : ', checks'}`,
      toml: client(puts),
      options: {
        goal,
        acts: { timeout: 1, ...(crashes && { crash: 1, restart: 1 }) },
        maxTerm: 2,
        states: 4_000_000,
      },
    })),
  ),
);

if (only === 'all' || only === 'models') {
  const widths = [20, 12, 12, 7, 10, 13, 13, 13, 12];
  line(
    [
      '3 nodes, 2 terms',
      'worlds',
      'made',
      'depth',
      'seconds',
      'worlds / s',
      'made / s',
      'bytes / world',
      'rules ran',
    ],
    widths,
  );
  for (const { name, ...model } of MODELS) {
    const { states, generated, depth, seconds, bytes, runs } = run(model);
    const rate = (/** @type {number} */ n) => Math.round(n / seconds);
    line(
      [
        name,
        states,
        generated,
        depth,
        seconds.toFixed(1),
        rate(states),
        rate(generated),
        (bytes / states).toFixed(1),
        runs,
      ],
      widths,
    );
  }
}

if (only !== 'models') {
  const models = await bundle('src/lib/scenario/bug-searches.ts', `${folder}-bugs`);
  /** @type {{ BUG_SEARCHES: readonly any[] }} */
  const { BUG_SEARCHES } = await import(pathToFileURL(models).href);
  const widths = [26, 12, 8, 12, 7, 10, 24];
  line(['bug', 'how', 'acts', 'worlds', 'depth', 'seconds', 'without the bug'], widths);
  for (const { bug, toml, options, walk, never } of BUG_SEARCHES) {
    if (only !== 'all' && only !== 'bugs' && only !== bug) continue;
    const goal = { violation: 'any' };
    const named = (/** @type {string} */ bugs) => ({ toml: toml.replace('BUGS', bugs), walk });
    const found = run({ ...named(`["${bug}"]`), options: { goal, seconds: 60, ...options } });
    const sound = run({
      ...named('[]'),
      options: { goal, seconds: Math.max(5, found.seconds), depth: found.depth + 1, ...options },
    });
    const told = sound.ended === 'found' ? 'FOUND' : `nothing, ${sound.states} worlds`;
    line(
      [
        bug,
        walk ? 'walks' : 'all runs',
        found.length ?? '-',
        found.states,
        found.depth ?? '',
        found.seconds.toFixed(1),
        told,
      ],
      widths,
    );
    if ((found.length === null) !== (never !== undefined) || sound.ended === 'found') process.exitCode = 1;
  }
}
