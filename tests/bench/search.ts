/** Searches a model and prints the costs as JSON: `npm run bench:search`, one process for each. */
import { bound } from '../../src/lib/explore/explore';
import type { ExploreOptions } from '../../src/lib/explore/options';
import { Search } from '../../src/lib/explore/search';
import { minimise, subjectOf } from '../../src/lib/scenario/explore';
import { withActs } from '../../src/lib/explore/explore';
import { Walks } from '../../src/lib/explore/walks';
import { parseScenario } from '../../src/lib/scenario/parse';

interface Model {
  readonly toml: string;
  readonly options: ExploreOptions;
  /** Random walks of this many acts in place of an exhaustive search. */
  readonly walk?: number;
}

const { toml, options, walk } = JSON.parse(process.argv[2] ?? '{}') as Model;
const parsed = parseScenario(toml);
if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
const subject = subjectOf(parsed.scenario);
const began = process.cpuUsage();
const seconds = () => {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
};

function search(): object {
  const search = new Search(subject.system, subject.worlds, options);
  while (search.ended === null) {
    search.run(4096);
    search.stop(bound(search, options, seconds() > (options.seconds ?? Infinity)));
  }
  const { states, generated, depth, ended, bytes } = search;
  const { runs } = search.moves.local;
  const length = search.found < 0 ? null : search.pathTo(search.found).length;
  return { states, generated, depth, ended, bytes, runs, length };
}

function wander(most: number): object {
  const options_ = { ...options, seed: 1, length: most, rough: 0.1 };
  const walks = new Walks(subject.system, subject.worlds, options_);
  while (walks.found === null && seconds() < (options.seconds ?? 60)) walks.run(1000);
  const found = walks.found && withActs(subject, walks.moves, walks.found);
  const least = found && minimise(found, options.goal);
  return {
    ended: found ? 'found' : 'seconds',
    states: walks.acts,
    generated: walks.acts,
    length: least?.steps.length ?? null,
  };
}

const result = walk === undefined ? search() : wander(walk);
console.log(JSON.stringify({ ...result, seconds: seconds() }));
