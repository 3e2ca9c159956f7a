/** Searches a model of Raft and prints how fast: `npm run bench:search`, one process each. */
import { Search } from '../../src/lib/explore/search';
import { subjectOf } from '../../src/lib/scenario/explore';
import { parseScenario } from '../../src/lib/scenario/parse';
import type { ExploreOptions } from '../../src/lib/explore/options';

const [toml = '', json = '{}', most = '4000000'] = process.argv.slice(2);
const parsed = parseScenario(toml);
if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
const options = JSON.parse(json) as ExploreOptions;
const subject = subjectOf(parsed.scenario);
const began = performance.now();
const search = new Search(subject.system, subject.worlds, { ...options, states: Number(most) });
while (search.ended === null) {
  search.run(100_000);
}
const wall = (performance.now() - began) / 1000;
const cpu = process.cpuUsage();
const seconds = cpu.user / 1e6;
const { local, scenes, table } = search.moves;
console.log({
  ended: search.ended,
  states: search.states,
  generated: search.generated,
  depth: search.depth,
  wall,
  seconds,
  distinctPerS: Math.round(search.states / seconds),
  generatedPerS: Math.round(search.generated / seconds),
  bytesPer: search.bytes / search.states,
  runs: local.runs,
  nodes: local.nodes.values.length,
  messages: local.messages.values.length,
  scenes: scenes.rows.count,
  transitions: table.count,
  rss: process.memoryUsage().rss / 1e6,
});
