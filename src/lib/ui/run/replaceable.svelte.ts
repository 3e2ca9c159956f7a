import { atOnce } from '../../run/opening';
import type { ScenarioError } from '../../scenario/errors';
import { Player } from './player.svelte';
import { Slices } from './slices.svelte';

/** Up to this number, acts are done at once, without looking at the time. */
const LONG = 500;

/** A run that can be replaced by another, with Undo to restore it: what the lab and Compare share. */
export abstract class Replaceable<Run> extends Player {
  /** The run and the moment shown: the one mutable value. */
  protected run = $state.raw() as Run;
  /** The errors of the text that was to be loaded. */
  errors = $state.raw<readonly ScenarioError[]>([]);
  /** A long run that is being opened. */
  readonly slices = new Slices();

  #undoable = $state.raw<{ readonly what: string; readonly undo: () => void } | null>(null);

  /** Whether the scenario contains all acts. */
  abstract readonly untouched: boolean;

  get undoable(): string | null {
    return this.#undoable?.what ?? null;
  }

  /** Undoes what `undoable` says. What it replaces can be restored in turn. */
  undo(): void {
    const undoable = this.#undoable;
    this.#undoable = null;
    undoable?.undo();
  }

  protected offerUndo(what: string, undo: () => void): void {
    this.#undoable = { what, undo };
  }

  /**
   * Shows another run.
   *
   * @param what a sentence on what happened, with an offer to undo it; null: nothing of the person's is lost
   */
  protected replace(run: Run, what: string | null): void {
    const before = this.run;
    this.pause();
    this.slices.cancel();
    this.dismiss();
    this.run = run;
    if (what !== null) this.offerBack(what, before);
  }

  /** Offers to restore a run. */
  protected offerBack(what: string, run: Run): void {
    this.offerUndo(what, () => this.replace(run, this.untouched ? null : 'The run from before is back.'));
  }

  /**
   * Repeats what was done before: a short run at once, a long one in slices.
   *
   * @param count the number of its acts or steps
   */
  protected again<T>(work: Generator<number, T, boolean | undefined>, count: number, show: (it: T) => void) {
    if (count <= LONG) show(atOnce(work));
    else
      void this.slices.run(work).then((it) => {
        if (it !== null) show(it);
      });
  }

  /** Says where a run ended before its last step. `at`: the last step that could be done. */
  protected tellEnd(failure: string | null, at: number): void {
    if (failure === null) return;
    this.failure = failure;
    this.failedAt = at;
  }

  /** Dismisses the notice; what could be undone then stays done. */
  override dismiss(): void {
    super.dismiss();
    this.#undoable = null;
  }

  override dispose(): void {
    this.slices.cancel();
    super.dispose();
  }
}

/** The sentence about a run whose opening was stopped. */
export const stoppedAt = (count: number, what: 'act' | 'step'): string =>
  `Stopped at ${what} ${count.toLocaleString('en')}: what was opened is here, the rest of the file is not.`;
