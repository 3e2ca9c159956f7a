/** Functions for tests that work for the system of any world. */
import { observe } from '../src/lib/checks/safety';
import type { CheckState } from '../src/lib/checks/violation';
import type { Details } from '../src/lib/protocol/description';
import type { Setup } from '../src/lib/protocol/setup';
import {
  beginPair as begin,
  DEFAULT_SYSTEMS,
  playingPair as playing,
  type PairMoment,
  type Systems,
} from '../src/lib/run/pair/pair';
import { collect } from '../src/lib/sim/collect';
import type { Scenario } from '../src/lib/sim/scenario';
import { SYSTEMS, systemOf } from '../src/lib/scenario/all-systems';
import { parseScenario } from '../src/lib/scenario/parse';
import type { World } from '../src/lib/sim/world';
import type { Opened } from '../src/lib/ui/run/toml';

/** Starts the checks of a run. */
export const beginChecks = (world: World): CheckState => systemOf(world.setup).checks.begin(world);

/** Checks one more world. */
export const watch = (state: CheckState, before: World, world: World): CheckState =>
  observe(systemOf(world.setup).checks, state, before, world);

/** Opens a text as a page does, with every system loaded. */
export function opened(toml: string): Opened {
  const read = parseScenario(toml);
  if (!read.ok) return read;
  const { scenario } = read;
  const [first, ...others] = scenario.pair ? systemsOf(scenario) : [systemOf(scenario.setup)];
  return { ok: true, scenario, systems: [first, ...others] };
}

/** What runs on the left of a pair, and on the right. */
export function systemsOf({ pair }: Scenario): Systems {
  const [left, right] = pair?.systems ?? DEFAULT_SYSTEMS;
  return [systemOf({ system: left }), systemOf({ system: right })];
}

/** The functions of `run/pair` for a scenario whose systems are all at hand. */
export const beginPair = (scenario: Scenario) => begin(scenario, systemsOf(scenario));
export const playingPair = (scenario: Scenario) => playing(scenario, systemsOf(scenario));

/** Plays all steps of a pair. `failure`: the step that could not be done, and why; the moments before it are valid. */
export function playPair(scenario: Scenario): { moments: readonly PairMoment[]; failure?: string } {
  const { items: moments, result: failure } = collect(playingPair(scenario));
  return failure === null ? { moments } : { moments, failure };
}

const DETAILS = new Map<string, Details>(
  await Promise.all(
    Object.entries(SYSTEMS).map(async ([name, system]) => [name, await system.details()] as const),
  ),
);

/** The details of the system that a set-up runs. */
export const detailsOf = ({ system }: Pick<Setup, 'system'>): Details => DETAILS.get(system) ?? { bugs: [] };
