/** How long each is shown before the next. */
const SHOW_MS = 700;

/** Shows things one after the other. Impatient callers can finish it at once. */
export class Sequence {
  #ahead = $state.raw<readonly (() => void)[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get isUnderWay(): boolean {
    return this.#ahead.length > 0;
  }

  begin(acts: readonly (() => void)[]): void {
    const [first, ...rest] = acts;
    this.#ahead = rest;
    first?.();
    if (rest.length > 0) this.#timer = setTimeout(() => this.begin(rest), SHOW_MS);
  }

  /** Does all that is left; false: there was nothing. */
  finish(): boolean {
    const acts = this.#ahead;
    this.end();
    for (const act of acts) act();
    return acts.length > 0;
  }

  /** Skips all that is left. */
  end(): void {
    clearTimeout(this.#timer);
    this.#ahead = [];
  }
}
