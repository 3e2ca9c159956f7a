/** The browser's store of runs, with the words for what becomes of a run there. */
import type { CheckState } from '../../checks/violation';
import type { Refusal } from '../../run/port';
import { SavedRuns, UNREADABLE, type Saved } from '../../run/saved-runs';
import { savedTree } from '../../run/saved-tree';
import type { Tree } from '../../run/tree';
import { fromSaved, toSaved, type Restored } from '../../scenario/saved';
import type { Scenario } from '../../sim/scenario';
import { browser } from '../kit/places';

const REFUSED: Readonly<Record<Refusal, string>> = {
  full: 'The browser’s storage is full: nothing was kept. Save the run as a TOML file instead.',
  forbidden: 'This browser forbids storage here: nothing was kept. Save the run as a TOML file instead.',
};

/** 12 characters that nobody else has. */
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join('');

export const runs = new SavedRuns(browser, newId);

/** Two tabs that save at once do so one after the other, where the browser can tell them to. */
const oneByOne = async <T>(save: () => T): Promise<T> =>
  'locks' in navigator ? navigator.locks.request('lockstep.runs', save) : save();

/**
 * Saves a run.
 *
 * @param over as what it was saved or opened before; null: it was not.
 * @returns the sentence that says what became of it, and as what it is held; null: it is not.
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

export type OpenedRun =
  | ({ readonly ok: true; readonly saved: Saved; readonly timeline: Tree<CheckState> } & Restored)
  | { readonly ok: false; readonly error: string };

/** Opens the run that is held under an id; null: the one that addresses without an id mean. */
export async function open(id: string | null): Promise<OpenedRun> {
  const read = runs.read(id);
  if (!read.ok) return read;
  const restored = await fromSaved(read.run).catch(() => null);
  return restored === null ? { ok: false, error: UNREADABLE } : { ok: true, saved: read.saved, ...restored };
}
