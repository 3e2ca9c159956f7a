import { savedTree, type SavedTree } from '../../run/saved-tree';
import type { Saved } from '../../run/saved-runs';
import type { Scenario } from '../../sim/scenario';
import { hashHere, pageHere } from '../kit/place';
import type { Session } from '../run/session.svelte';
import type { BrowserRuns } from './browser-runs.svelte';
import type { Source } from './source.svelte';

/** What a tab holds of a run while it is elsewhere, or reloads: plain JSON, with the whole tree, for which an address has no room. */
export interface Left {
  readonly scenario: Scenario;
  readonly tree: SavedTree;
  readonly example: string | null;
  /** As what the browser's store holds the same; null: it does not. */
  readonly saved: Saved | null;
  /** What stood in the address then; null: it was another page’s by then. */
  readonly hash: string | null;
  /** What stood there a moment before: a reload that has begun by then goes there; null: the same. */
  readonly before: string | null;
}

/** A browser learns of a new address a little later than the page that writes it. */
const LEARNT_AFTER_MS = 2000;

const UNREADABLE = 'What this tab kept of the run cannot be read.';

/** The whole tree of the lab's run, held by the tab whenever the lab is left. */
export class TabSnapshot {
  /** What is being restored: a tab that is left meanwhile holds it as it was. */
  #restoring: Left | null = null;
  readonly #page = globalThis.location ? pageHere() : '';
  #replaced: { readonly hash: string; readonly at: number } | null = null;

  constructor(
    readonly session: Session,
    readonly source: Source,
    readonly runs: BrowserRuns,
  ) {}

  /** Told what stood in the address as something else takes its place. */
  readonly addressed = (hash: string): void => {
    this.#replaced = { hash, at: performance.now() };
  };

  /** What is to be held as the lab is left; null: the address holds all there is. */
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

  /** Whether it is of what the address holds: a tab whose storage is full keeps what it had, and is left with a newer run. */
  isLatest({ hash, before }: Left): boolean {
    return hash === null || hash === hashHere() || before === hashHere();
  }

  /** Shows what was held as the lab was left; gives what went wrong, or null. */
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

  async #show({ scenario, tree, example, saved }: Left): Promise<null> {
    const { session, source, runs } = this;
    const isWanted = source.want();
    const { fromSaved, toSaved } = await import('../../scenario/saved');
    const restored = await fromSaved(toSaved(scenario, tree));
    if (!isWanted()) return null;
    session.show(restored.scenario, restored.system, restored.timeline, restored.opened);
    if (example !== null) source.name(example);
    if (saved) runs.isShown(saved);
    return null;
  }
}
