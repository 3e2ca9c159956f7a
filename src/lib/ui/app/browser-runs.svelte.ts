import type { CheckState } from '../../checks/violation';
import type { Saved, SavedRuns } from '../../run/saved-runs';
import type { Tree } from '../../run/tree';
import type { Scenario } from '../../sim/scenario';
import type { Session } from '../run/session.svelte';
import type { Store } from './address-sync.svelte';
import type { Source } from './source.svelte';

/** Loads the browser's store of runs on demand. */
const fetchStore = () => import('./browser-store');

/** Saves a page's run in the browser on request, and opens saved ones. */
export class BrowserRuns implements Store {
  /** The saved form of what is shown. */
  #held = $state.raw<{ readonly saved: Saved; readonly timeline: Tree<CheckState> } | null>(null);
  /** The saved run of each scenario: saving it again overwrites that. */
  readonly #savedAs = new WeakMap<Scenario, Saved>();

  constructor(
    readonly session: Session,
    readonly source: Source,
    readonly addressed?: (before: string) => void,
  ) {}

  /** Saves the tree; resolves to a sentence on the outcome. */
  readonly save = async (): Promise<string> => {
    const { save } = await fetchStore();
    const { scenario, timeline, opened } = this.session;
    const { said, saved } = await save(scenario, timeline, opened, this.#savedAs.get(scenario) ?? null);
    if (saved !== null) this.#hold(scenario, timeline, saved);
    return said;
  };

  /** Shows the run stored under an id; resolves to what went wrong, or null. */
  readonly show = async (id: string | null): Promise<string | null> => {
    const { session, source } = this;
    const isWanted = source.want();
    const { open } = await fetchStore();
    const opened = await open(id, (work) => session.slices.run(work));
    if (!isWanted()) return null;
    if (!opened.ok) return opened.error;
    session.show(opened.scenario, opened.system, opened.timeline, opened.opened);
    this.#hold(opened.scenario, session.timeline, opened.saved);
    return null;
  };

  /** All the runs that the browser holds, to be listed, renamed, deleted and taken elsewhere. */
  readonly all = async (): Promise<SavedRuns> => (await fetchStore()).runs;

  /** The saved run that equals what is shown; null: there is none, or another branch is shown. */
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

  /** Records that what is shown is saved. */
  isShown(saved: Saved): void {
    const { scenario, timeline } = this.session;
    this.#hold(scenario, timeline, saved);
  }

  readonly tooLong = (step: number): string =>
    `The address has room for this run up to step ${step} only: a link ends there. A reload of this tab brings all of it back; “Keep all in this browser”, with the branches, holds it longer.`;

  /**
   * If another tab overwrites or deletes the saved run, the address must hold what is shown. Call it while a page is set
   * up.
   */
  watch(): () => void {
    const check = async () => {
      const { saved } = this.#held ?? {};
      if (saved && !(await fetchStore()).runs.isCurrent(saved)) this.#held = null;
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
