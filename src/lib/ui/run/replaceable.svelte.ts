import { atOnce } from '../../run/opening';
import type { ScenarioError } from '../../scenario/errors';
import { Player } from './player.svelte';
import { Slices } from './slices.svelte';

/** So many acts are done at once, without looking at the time. */
const LONG = 500;

/** A run that another can take the place of, and that then comes back with Undo: what the lab and Compare have in common. */
export abstract class Replaceable<Run> extends Player {
  /** What runs, and where the person stands in it: the one mutable thing. */
  protected run = $state.raw() as Run;
  /** What is wrong with the text that was to be loaded. */
  errors = $state.raw<readonly ScenarioError[]>([]);
  /** A long run that is on its way. */
  readonly slices = new Slices();

  #undoable = $state.raw<{ readonly what: string; readonly undo: () => void } | null>(null);

  /** Whether all that was done stands in the scenario. */
  abstract readonly untouched: boolean;

  get undoable(): string | null {
    return this.#undoable?.what ?? null;
  }

  /** Takes back what `undoable` says. What it takes the place of can be brought back in turn. */
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
   * @param what happened, in a sentence, which offers to undo it; null: nothing of the person's is lost.
   */
  protected replace(run: Run, what: string | null): void {
    const before = this.run;
    this.pause();
    this.slices.cancel();
    this.dismiss();
    this.run = run;
    if (what !== null) this.offerBack(what, before);
  }

  /** Offers to bring a run back. */
  protected offerBack(what: string, run: Run): void {
    this.offerUndo(what, () => this.replace(run, this.untouched ? null : 'The run from before is back.'));
  }

  /**
   * Does again what was done before: a short run at once, a long one in slices.
   *
   * @param count how many acts or steps it had.
   */
  protected again<T>(work: Generator<number, T, boolean | undefined>, count: number, show: (it: T) => void) {
    if (count <= LONG) show(atOnce(work));
    else
      void this.slices.run(work).then((it) => {
        if (it !== null) show(it);
      });
  }

  /** Says where a run ends before its last step. `at`: the last step that could be done. */
  protected tellEnd(failure: string | null, at: number): void {
    if (failure === null) return;
    this.failure = failure;
    this.failedAt = at;
  }

  /** Puts away what was said; what could be undone then stays as it is. */
  override dismiss(): void {
    super.dismiss();
    this.#undoable = null;
  }

  override dispose(): void {
    this.slices.cancel();
    super.dispose();
  }
}

/** What is said of a run whose opening was stopped. */
export const stoppedAt = (count: number, what: 'act' | 'step'): string =>
  `Stopped at ${what} ${count.toLocaleString('en')}: what was opened is here, the rest of the file is not.`;
