/** A run with all its branches, as a file and a tree. Reading it does every act again. */
import type { CheckState } from '../checks/violation';
import { regrowing } from '../run/regrow';
import { inOne, type Doer } from '../run/opening';
import type { SavedRun, SavedTree } from '../run/saved-tree';
import type { System } from '../run/system';
import type { Tree } from '../run/tree';
import type { Scenario } from '../sim/scenario';
import { formatScenario } from './format';
import { malformed } from './malformed';
import { parseScenario } from './parse';
import { loadSystem } from './registry';
import { writeRun } from './write';

/** The scenario with its initial steps, or without them if a file cannot hold them. */
export function toSaved(scenario: Scenario, tree: SavedTree): SavedRun {
  const { text, fits } = writeRun(() => scenario);
  return { toml: fits ? text : formatScenario({ ...scenario, steps: [] }), tree };
}

/** A run that was read again. */
export interface Restored {
  readonly scenario: Scenario;
  readonly system: System;
  readonly timeline: Tree<CheckState>;
  /** How many moments come from the scenario's own steps. */
  readonly opened: number;
}

/**
 * Rejects if any part does not fit; then nothing of the run is shown.
 *
 * @param doing does the acts of a long run in slices.
 * @returns null: it was stopped.
 */
export async function fromSaved({ toml, tree }: SavedRun, doing: Doer = inOne): Promise<Restored | null> {
  const read = parseScenario(toml);
  if (!read.ok) throw new Error('not a scenario');
  const { scenario } = read;
  const system = await loadSystem(scenario.setup.system);
  const timeline = await doing(regrowing(system, scenario, tree, malformed));
  return timeline && { scenario, system, timeline, opened: tree.opened ?? 1 };
}
