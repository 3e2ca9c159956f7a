import type { CheckState } from '../../checks/violation';
import type { Refusal } from '../../run/port';
import type { Saved, SavedRuns } from '../../run/saved-runs';
import { savedTree } from '../../run/saved-tree';
import type { Tree } from '../../run/tree';
import type { Scenario } from '../../sim/scenario';
import { browser } from '../kit/places';
import type { Session } from '../run/session.svelte';
import type { Store } from './address-sync.svelte';
import type { Source } from './source.svelte';

const REFUSED: Readonly<Record<Refusal, string>> = {
  full: 'The browser’s storage is full: nothing was kept. Save the run as a TOML file instead.',
  forbidden: 'This browser forbids storage here: nothing was kept. Save the run as a TOML file instead.',
};

/** The runs that the browser holds by name, fetched as they are first asked for. */
export async function savedRuns(): Promise<SavedRuns> {
  const { SavedRuns } = await import('../../run/saved-runs');
  return new SavedRuns(browser, newId);
}

/** 12 characters that nobody else has. */
const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join('');

/** Two tabs that save at once do so one after the other, where the browser can tell them to. */
const oneByOne = <T>(save: () => T): Promise<T> =>
  globalThis.navigator.locks ? navigator.locks.request('lockstep.runs', save) : Promise.resolve(save());

/** The run of a page, saved in the browser when the person asks for it, and opened from there. */
export class BrowserRuns implements Store {
  /** What the browser holds of what is shown. */
  #held = $state.raw<{ readonly saved: Saved; readonly timeline: Tree<CheckState> } | null>(null);
  /** As what a scenario was saved or opened: saving it again takes the place of that. */
  readonly #savedAs = new WeakMap<Scenario, Saved>();

  constructor(
    readonly session: Session,
    readonly source: Source,
    readonly addressed?: (before: string) => void,
  ) {}

  /** Saves the tree; gives the sentence that says whether. */
  readonly save = async (): Promise<string> => {
    const [runs, { toSaved }] = await Promise.all([savedRuns(), import('../../scenario/saved')]);
    const { scenario, timeline, opened } = this.session;
    const run = toSaved(scenario, savedTree(timeline, opened));
    const name = scenario.setup.title ?? 'Untitled';
    const over = this.#savedAs.get(scenario) ?? null;
    const result = await oneByOne(() => runs.save(run, name, Date.now(), over));
    if (!result.ok) return REFUSED[result.refusal];
    this.#hold(scenario, timeline, { id: result.id, revision: result.revision });
    return result.beside === undefined
      ? 'All is kept in this browser; a reload comes back to it.'
      : `Another tab has kept this run too, and that one stays: this one is kept beside it as “${result.beside}”.`;
  };

  readonly show = async (id: string | null): Promise<string | null> => {
    const { session, source } = this;
    const isWanted = source.want();
    const read = (await savedRuns()).read(id);
    if (!read.ok) return isWanted() ? read.error : null;
    const { fromSaved } = await import('../../scenario/saved');
    const restored = await fromSaved(read.run).catch(() => null);
    if (!isWanted()) return null;
    if (restored === null) return (await import('../../run/saved-runs')).UNREADABLE;
    session.show(restored.scenario, restored.system, restored.timeline, restored.opened);
    this.#hold(restored.scenario, session.timeline, read.saved);
    return null;
  };

  /** As what the browser holds what is shown; null: it does not, or another branch of it is shown. */
  get shown(): Saved | null {
    const { moments, branches, branch } = this.session.timeline;
    const held = this.#held;
    const same =
      held?.timeline.moments === moments &&
      held.timeline.branches === branches &&
      held.timeline.branch === branch;
    return same ? held.saved : null;
  }

  readonly shownId = (): string | null => this.shown?.id ?? null;

  /** Says that the browser holds what is shown. */
  isShown(saved: Saved): void {
    const { scenario, timeline } = this.session;
    this.#hold(scenario, timeline, saved);
  }

  readonly tooLong = (step: number): string =>
    `The address has room for this run up to step ${step} only: a link ends there. A reload of this tab brings all of it back; “Keep all in this browser”, with the branches, holds it longer.`;

  /** Another tab may save over what is shown or delete it: then the address says what is shown itself. To be called as a page is set up. */
  watch(): () => void {
    const check = async () => {
      const { saved } = this.#held ?? {};
      if (saved && !(await savedRuns()).isCurrent(saved)) this.#held = null;
    };
    const checked = () => void check().catch(() => {});
    addEventListener('storage', checked);
    return () => removeEventListener('storage', checked);
  }

  #hold(scenario: Scenario, timeline: Tree<CheckState>, saved: Saved): void {
    this.#savedAs.set(scenario, saved);
    this.#held = { saved, timeline };
  }
}
