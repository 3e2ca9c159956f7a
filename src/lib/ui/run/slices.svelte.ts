/** How long the page waits for one slice, in milliseconds: well within what a person notices. */
const SLICE_MS = 30;

/** Long work, done in slices between which the page stays alive. It can be watched and stopped; new work takes the place of old. */
export class Slices {
  /** The number of acts done so far; null: no work is in progress. Work that takes only one slice is never shown. */
  done = $state<number | null>(null);
  #work: object | null = null;
  #isStopped = false;

  /**
   * @param work gives how many acts are done, and takes whether to stop.
   * @returns what it comes to; null: other work has taken its place.
   */
  async run<T>(work: Generator<number, T, boolean | undefined>): Promise<T | null> {
    this.#work = work;
    this.#isStopped = false;
    this.done = null;
    for (;;) {
      const until = performance.now() + SLICE_MS;
      let next = work.next(this.#isStopped);
      while (!next.done && performance.now() < until) next = work.next(this.#isStopped);
      if (next.done) {
        this.#end();
        return next.value;
      }
      this.done = next.value;
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#work !== work) return null;
    }
  }

  /** Stops what is under way: what is done of it is shown. */
  stop(): void {
    this.#isStopped = true;
  }

  /** Forgets what is under way: nothing of it is shown. */
  cancel(): void {
    this.#end();
  }

  #end(): void {
    this.#work = null;
    this.done = null;
  }
}
