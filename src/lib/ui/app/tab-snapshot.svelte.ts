import { savedTree, type SavedTree } from '../../run/saved-tree';
import type { Saved } from '../../run/saved-runs';
import type { Scenario } from '../../sim/scenario';
import { hashHere, pageHere } from '../kit/place';
import type { Session } from '../run/session.svelte';
import type { BrowserRuns } from './browser-runs.svelte';
import type { Source } from './source.svelte';

/**
 * What a tab stores of a run when the page is left or reloaded: plain JSON with the whole tree, for which an address has
 * no room.
 */
export interface Left {
  readonly scenario: Scenario;
  readonly tree: SavedTree;
  readonly example: string | null;
  /** The equal run in the browser's store; null: there is none. */
  readonly saved: Saved | null;
  /** The address at that time; null: it already belonged to another page. */
  readonly hash: string | null;
  /** The address just before. A reload that had already begun goes there; null: it is the same. */
  readonly before: string | null;
}

/** A browser registers a new address a little later than the page writes it. */
const LEARNT_AFTER_MS = 2000;

const UNREADABLE = 'What this tab kept of the run cannot be read.';
const STOPPED = 'Stopped: what this tab kept of the run is not shown.';

/** The whole tree of the lab's run, stored in the tab whenever the lab is left. */
export class TabSnapshot {
  /** A restore in progress: navigating away keeps the old snapshot. */
  #restoring: Left | null = null;
  readonly #page = globalThis.location ? pageHere() : '';
  #replaced: { readonly hash: string; readonly at: number } | null = null;

  constructor(
    readonly session: Session,
    readonly source: Source,
    readonly runs: BrowserRuns,
  ) {}

  /** Called with the old address whenever it is replaced. */
  readonly addressed = (hash: string): void => {
    this.#replaced = { hash, at: performance.now() };
  };

  /** What to store when the lab is left; null: the address holds everything. */
  capture(): Left | null {
    const { session, source, runs } = this;
    if (this.#restoring || session.untouched) return this.#restoring;
    const { scenario, timeline, opened } = session;
    const hash = pageHere() === this.#page ? hashHere() : null;
    const { hash: replaced, at } = this.#replaced ?? { hash: null, at: 0 };
    const before = performance.now() - at < LEARNT_AFTER_MS ? replaced : null;
    const tree = savedTree(timeline, opened);
    return { scenario, tree, example: source.example, saved: runs.shown, hash, before };
  }

  /**
   * Whether it belongs to the current address. A tab whose storage is full keeps an old snapshot while the run has gone
   * on.
   */
  isLatest({ hash, before }: Left): boolean {
    return hash === null || hash === hashHere() || before === hashHere();
  }

  /** Restores what was stored; resolves to what went wrong, or null. */
  async restore(left: Left): Promise<string | null> {
    this.#restoring = left;
    try {
      return await this.#show(left);
    } catch {
      return UNREADABLE;
    } finally {
      this.#restoring = null;
    }
  }

  async #show({ scenario, tree, example, saved }: Left): Promise<string | null> {
    const { session, source, runs } = this;
    const isWanted = source.want();
    const { fromSaved, toSaved } = await import('../../scenario/saved');
    const restored = await fromSaved(toSaved(scenario, tree), (work) => session.slices.run(work));
    if (!isWanted()) return null;
    if (restored === null) return STOPPED;
    session.show(restored.scenario, restored.system, restored.timeline, restored.opened);
    if (example !== null) source.name(example);
    if (saved) runs.isShown(saved);
    return null;
  }
}
