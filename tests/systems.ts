/** What tests ask of whatever system a world runs, so that they need not say which. */
import { observe } from '../src/lib/checks/safety';
import type { CheckState } from '../src/lib/checks/violation';
import type { Details } from '../src/lib/protocol/description';
import type { Setup } from '../src/lib/protocol/setup';
import { SYSTEMS, systemOf } from '../src/lib/scenario/all-systems';
import { parseScenario } from '../src/lib/scenario/parse';
import type { World } from '../src/lib/sim/world';
import type { Opened } from '../src/lib/ui/run/toml';

/** Begins to watch a run. */
export const beginChecks = (world: World): CheckState => systemOf(world.setup).checks.begin(world);

/** Watches one more world. */
export const watch = (state: CheckState, before: World, world: World): CheckState =>
  observe(systemOf(world.setup).checks, state, before, world);

/** Reads a text as a page does, with every system at hand. */
export function opened(toml: string): Opened {
  const read = parseScenario(toml);
  if (!read.ok) return read;
  const { scenario } = read;
  const names = scenario.pair?.systems ?? [scenario.setup.system];
  return { ok: true, scenario, systems: names.map((system) => systemOf({ system })) };
}

const DETAILS = new Map<string, Details>(
  await Promise.all(
    Object.entries(SYSTEMS).map(async ([name, system]) => [name, await system.details()] as const),
  ),
);

/** What the system that a set-up runs tells to those who ask further. */
export const detailsOf = ({ system }: Pick<Setup, 'system'>): Details => DETAILS.get(system) ?? { bugs: [] };
