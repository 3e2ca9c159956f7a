import type { System } from '../../run/system';
import type { ScenarioError } from '../../scenario/errors';
import { loadSystem } from '../../scenario/registry';
import type { Written } from '../../scenario/write';
import type { Scenario } from '../../sim/scenario';
import type { Naming } from '../../sim/select';
import { inTime, missing } from '../kit/missing';

/** What a page runs: one system, or a pair. */
export type Kind = 'single' | 'pair';

/** A parsed text: a scenario with its one or two systems, or all errors. */
export type Opened =
  | { readonly ok: true; readonly scenario: Scenario; readonly systems: readonly [System, ...System[]] }
  | { readonly ok: false; readonly errors: readonly ScenarioError[] };

const UNREAD = missing('the reader of scenarios');
const OTHER: Readonly<Record<Kind, string>> = {
  single:
    'the file has [compare], which is two systems side by side: Compare runs it, the lab runs one system',
  pair: 'the file has no [compare]: expected [compare] with systems = ["raft", "multipaxos"]. The lab runs files of one system',
};

/** Parses a scenario of this kind, and loads its systems. The parser is loaded on demand. */
export async function readScenario(toml: string, kind: Kind): Promise<Opened> {
  const reader = await inTime(import('../../scenario/parse')).catch(() => null);
  if (reader === null) return refused(UNREAD, 1);
  const read = reader.parseScenario(toml);
  if (!read.ok) return read;
  return openScenario(read.scenario, kind, lineOfPair(toml));
}

/** A parsed scenario with its systems. `line`: the line that says how many systems it runs. */
export async function openScenario(scenario: Scenario, kind: Kind, line = 1): Promise<Opened> {
  if ((scenario.pair ? 'pair' : 'single') !== kind) return refused(OTHER[kind], line);
  const names = scenario.pair?.systems ?? [scenario.setup.system];
  const systems = await inTime(Promise.all(names.map(loadSystem))).catch(() => null);
  const [first, ...others] = systems ?? [];
  return first === undefined ? refused(UNREAD, 1) : { ok: true, scenario, systems: [first, ...others] };
}

const refused = (message: string, line: number): Opened => ({
  ok: false,
  errors: [{ message, line, column: 1 }],
});

/** The line of `[compare]`, from 1; without it the first. */
const lineOfPair = (toml: string) =>
  Math.max(
    0,
    toml.split('\n').findIndex((line) => /^\s*(\[+\s*)?compare\b/.test(line)),
  ) + 1;

/** Loads the writer of runs. Rejects if it cannot be fetched. */
export async function fetchWriter(): Promise<(run: (naming: Naming) => Scenario) => Written> {
  return (await inTime(import('../../scenario/write'))).writeRun;
}
