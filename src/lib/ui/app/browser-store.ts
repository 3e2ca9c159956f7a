/** The browser's store of runs, with the sentences about it. */
import type { CheckState } from '../../checks/violation';
import type { Refusal } from '../../run/port';
import { SavedRuns, UNREADABLE, type Saved } from '../../run/saved-runs';
import { savedTree } from '../../run/saved-tree';
import type { Tree } from '../../run/tree';
import type { Doer } from '../../run/opening';
import { fromSaved, toSaved, type Restored } from '../../scenario/saved';
import type { Scenario } from '../../sim/scenario';
import { browser } from '../kit/text-stores';

const REFUSED: Readonly<Record<Refusal, string>> = {
  full: 'The browser’s storage is full: nothing was kept. Save the run as a TOML file instead.',
  forbidden: 'This browser forbids storage here: nothing was kept. Save the run as a TOML file instead.',
};

const STOPPED = 'Stopped: the run is not shown. It stays as it was kept.';
/** A unique id of 12 characters. */
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join('');

export const runs = new SavedRuns(browser, newId);

/** Two tabs that save at once take turns, if the browser supports locks. */
const oneByOne = async <T>(save: () => T): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('lockstep.runs', save) : save();

/**
 * Saves a run.
 *
 * @param over the saved run to overwrite; null: none
 * @returns a sentence on the outcome, and the saved run; null: it is not saved
 */
export async function save(
  scenario: Scenario,
  timeline: Tree,
  opened: number,
  over: Saved | null,
): Promise<{ readonly said: string; readonly saved: Saved | null }> {
  const run = toSaved(scenario, savedTree(timeline, opened));
  const name = scenario.setup.title ?? 'Untitled';
  const result = await oneByOne(() => runs.save(run, name, Date.now(), over));
  if (!result.ok) return { said: REFUSED[result.refusal], saved: null };
  const { id, revision, beside } = result;
  const said =
    beside === undefined
      ? 'All is kept in this browser; a reload comes back to it.'
      : `Another tab has kept this run too, and that one stays: this one is kept beside it as “${beside}”.`;
  return { said, saved: { id, revision } };
}

type OpenedRun =
  | ({ readonly ok: true; readonly saved: Saved; readonly timeline: Tree<CheckState> } & Restored)
  | { readonly ok: false; readonly error: string };

/** Opens the run stored under an id; null: the one that addresses without an id mean. */
export async function open(id: string | null, doing?: Doer): Promise<OpenedRun> {
  const read = runs.read(id);
  if (!read.ok) return read;
  try {
    const restored = await fromSaved(read.run, doing);
    return restored ? { ok: true, saved: read.saved, ...restored } : { ok: false, error: STOPPED };
  } catch {
    return { ok: false, error: UNREADABLE };
  }
}
