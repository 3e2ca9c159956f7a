import type { CheckState } from '../../checks/violation';
import type { Scenario } from '../../sim/scenario';
import { keptTree, type KeptTree } from '../../run/keep';
import type { Tree } from '../../run/tree';
import type { Store } from './follow.svelte';
import type { Session } from '../run/session.svelte';
import type { Visit } from './visit.svelte';

/** What a tab keeps of a run while it is elsewhere, or reloads: plain JSON, and all of the tree, which an address has no room for. */
export interface Left {
  readonly scenario: Scenario;
  readonly tree: KeptTree;
  readonly example: string | null;
  /** Whether the browser's store has the same. */
  readonly kept: boolean;
  /** What stood in the address then; null: it was another page’s by then. */
  readonly hash: string | null;
  /** What stood there a moment before: a reload that has begun by then goes there; null: the same. */
  readonly before: string | null;
}

/** A browser learns of a new address a little later than the page that writes it. */
const LEARNT_AFTER_MS = 2000;

/** The whole tree of the lab's run, kept in the browser when the person asks for it, and in the tab whenever the lab is left. */
export class Keeping implements Store {
  /** The timeline as the browser's store has it. */
  #kept = $state.raw<Tree<CheckState> | null>(null);
  /** What is on its way back: whoever leaves meanwhile leaves it as it was. */
  #coming: Left | null = null;
  readonly #path = globalThis.location?.pathname;
  #replaced: { readonly hash: string; readonly at: number } | null = null;

  constructor(
    readonly session: Session,
    readonly visit: Visit,
  ) {}

  /** Keeps the tree in the browser; gives the sentence that says whether. */
  readonly keep = async (): Promise<string> => {
    const { keepTree } = await import('./keep');
    const { scenario, timeline, opened } = this.session;
    const problem = keepTree(scenario, keptTree(timeline, opened));
    if (problem === null) this.#kept = timeline;
    return problem ?? 'All is kept in this browser; a reload comes back to it.';
  };

  readonly show = async (): Promise<string | null> => {
    const { session, visit } = this;
    const isWanted = visit.want();
    const { restoreTree } = await import('./keep');
    const restored = await restoreTree();
    if (!isWanted()) return null;
    if (!restored.ok) return restored.error;
    session.show(restored.scenario, restored.system, restored.timeline, restored.opened);
    this.#kept = session.timeline;
    return null;
  };

  readonly isShown = (): boolean => {
    const { moments, branches, branch } = this.session.timeline;
    const kept = this.#kept;
    return kept?.moments === moments && kept.branches === branches && kept.branch === branch;
  };

  readonly tooLong = (step: number): string =>
    `The address has room for this run up to step ${step} only: a link ends there. A reload of this tab brings all of it back; “Keep all in this browser”, with the branches, holds it longer.`;

  readonly addressed = (hash: string): void => {
    this.#replaced = { hash, at: performance.now() };
  };

  /** What is to be kept as the lab is left; null: the address holds all there is. */
  leave(): Left | null {
    const { session, visit } = this;
    if (this.#coming || session.untouched) return this.#coming;
    const { scenario, timeline, opened } = session;
    const hash = location.pathname === this.#path ? location.hash : null;
    const { hash: replaced, at } = this.#replaced ?? { hash: null, at: 0 };
    const before = performance.now() - at < LEARNT_AFTER_MS ? replaced : null;
    const tree = keptTree(timeline, opened);
    return { scenario, tree, example: visit.example, kept: this.isShown(), hash, before };
  }

  /** Whether it is of what the address holds: a tab whose storage is full keeps what it had, and is left with a newer run. */
  isLatest({ hash, before }: Left): boolean {
    return hash === null || hash === location.hash || before === location.hash;
  }

  /** Shows what was kept as the lab was left; gives what went wrong, or null. */
  async comeBack(left: Left): Promise<string | null> {
    this.#coming = left;
    try {
      return await this.#regrow(left);
    } finally {
      this.#coming = null;
    }
  }

  async #regrow({ scenario, tree, example, kept }: Left): Promise<string | null> {
    const { session, visit } = this;
    const isWanted = visit.want();
    const { regrow } = await import('./keep');
    const regrown = await regrow(scenario, tree);
    if (!isWanted()) return null;
    if (!regrown.ok) return regrown.error;
    session.show(regrown.scenario, regrown.system, regrown.timeline, regrown.opened);
    if (example !== null) visit.name(example);
    if (kept) this.#kept = session.timeline;
    return null;
  }
}
