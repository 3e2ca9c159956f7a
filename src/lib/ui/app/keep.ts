/** A whole tree of a run, kept in the browser as the acts that made it; worlds are computed again when it is read. */
import type { CheckState } from '../../checks/violation';
import { formatScenario } from '../../scenario/format';
import { parseScenario } from '../../scenario/parse';
import type { System } from '../../run/system';
import { loadSystem } from '../../scenario/registry';
import { writeRun } from '../../scenario/write';
import { begin } from '../../sim/begin';
import type { Scenario } from '../../sim/scenario';
import { pathTo, type Timeline } from '../../run/timeline';
import type { Tree } from './tree';
import { watchedFrom } from './watched';

const KEY = 'lockstep.tree';

interface Kept extends Tree {
  readonly version: 1;
  readonly toml: string;
}

/** The scenario with the steps that it begins with, or, where no file could hold these, without. */
function written(scenario: Scenario): string {
  const { text, fits } = writeRun(() => scenario);
  return fits ? text : formatScenario({ ...scenario, steps: [] });
}

/** @returns what went wrong, as a sentence; null: it is kept. */
export function keepTree(scenario: Scenario, tree: Tree): string | null {
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
      readonly timeline: Timeline<CheckState>;
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
export async function regrow(scenario: Scenario, tree: Tree): Promise<Restored> {
  try {
    return await rebuild({ ...tree, version: 1, toml: written(scenario) });
  } catch {
    return { ok: false, error: 'What this tab kept of the run cannot be read.' };
  }
}

/** Does all acts again. Anything that does not fit throws, and nothing is shown of it. */
async function rebuild({
  version,
  toml,
  moments: kept,
  branches,
  branch,
  at,
  nextBranch,
  opened = 1,
}: Kept): Promise<Restored> {
  if (version !== 1) throw new Error('kept by another version');
  const read = parseScenario(toml);
  if (!read.ok) throw new Error('not a scenario');
  const { scenario } = read;
  const system = await loadSystem(scenario.setup.system);
  const moments = [...watchedFrom(system, begin(system, scenario.setup)).moments];
  for (const [parent, done, note] of kept) {
    const before = moments[parent];
    if (!before) throw new Error('a moment without a parent');
    moments.push(before.next(moments.length, done, note));
  }
  const timeline: Timeline<CheckState> = { moments, branches, branch, at, nextBranch };
  const shown = branches.find(({ id }) => id === branch);
  if (!shown || !pathTo(timeline, shown.tip).some(({ id }) => id === at)) {
    throw new Error('a place that is on no branch');
  }
  if (branches.some(({ id, name, tip }) => !(id < nextBranch) || typeof name !== 'string' || !moments[tip])) {
    throw new Error('a branch without its name or its moments');
  }
  return { ok: true, scenario, system, timeline, opened };
}
