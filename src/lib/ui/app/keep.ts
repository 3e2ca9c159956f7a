/** A whole tree of a run, kept in the browser as the acts that made it; worlds are computed again when it is read. */
import type { CheckState } from '../../checks/violation';
import { formatScenario } from '../../scenario/format';
import { parseScenario } from '../../scenario/parse';
import type { System } from '../../run/system';
import { loadSystem } from '../../scenario/registry';
import { writeRun } from '../../scenario/write';
import type { Scenario } from '../../sim/scenario';
import { malformed } from '../../scenario/malformed';
import type { KeptTree } from '../../run/keep';
import { regrown } from '../../run/kept';
import type { Tree } from '../../run/tree';

const KEY = 'lockstep.tree';

interface Kept extends KeptTree {
  readonly version: 1;
  readonly toml: string;
}

/** The scenario with the steps that it begins with, or, where no file could hold these, without. */
function written(scenario: Scenario): string {
  const { text, fits } = writeRun(() => scenario);
  return fits ? text : formatScenario({ ...scenario, steps: [] });
}

/** @returns what went wrong, as a sentence; null: it is kept. */
export function keepTree(scenario: Scenario, tree: KeptTree): string | null {
  const kept: Kept = { version: 1, toml: written(scenario), ...tree };
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
    return null;
  } catch (error) {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    return full
      ? 'The browser’s storage is full: nothing was kept. Save the run as a TOML file instead.'
      : 'This browser forbids storage here: nothing was kept. Save the run as a TOML file instead.';
  }
}

export type Restored =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly system: System;
      readonly timeline: Tree<CheckState>;
      /** How many moments the scenario's own steps made. */
      readonly opened: number;
    }
  | { readonly ok: false; readonly error: string };

/** Reads the tree back. What cannot be read is said and harms nothing. */
export async function restoreTree(): Promise<Restored> {
  try {
    const text = localStorage.getItem(KEY);
    if (text === null) return { ok: false, error: 'No tree is kept in this browser.' };
    return await rebuild(JSON.parse(text) as Kept);
  } catch {
    return { ok: false, error: 'What this browser kept cannot be read.' };
  }
}

/** Makes a tree again that a tab kept while it was elsewhere: read as closely as one from the browser's store. */
export async function regrow(scenario: Scenario, tree: KeptTree): Promise<Restored> {
  try {
    return await rebuild({ ...tree, version: 1, toml: written(scenario) });
  } catch {
    return { ok: false, error: 'What this tab kept of the run cannot be read.' };
  }
}

/** Does all acts again. Anything that does not fit throws, and nothing is shown of it. */
async function rebuild({ version, toml, ...kept }: Kept): Promise<Restored> {
  if (version !== 1) throw new Error('kept by another version');
  const read = parseScenario(toml);
  if (!read.ok) throw new Error('not a scenario');
  const { scenario } = read;
  const system = await loadSystem(scenario.setup.system);
  const timeline = regrown(system, scenario, kept, malformed);
  return { ok: true, scenario, system, timeline, opened: kept.opened ?? 1 };
}
