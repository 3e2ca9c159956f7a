/** Play at speed 1 shows a step for at least this time. */
const STEP_MS_MIN = 400;

const BEFORE_ALL = 'The run begins here, no step comes before: Next goes on.';

/** A run to step through, back and forth, that also plays by itself: what the transport, the keys and the notices need. */
export abstract class Player {
  /** Why the last act could not be done; null: it was. */
  refusal = $state<string | null>(null);
  /** Why the scenario's own steps stopped early. */
  failure = $state<string | null>(null);
  /** The last step that could be done there. */
  failedAt = $state<number | null>(null);
  playing = $state(false);
  speed = $state(1);
  /** How long Play shows a step at least, in milliseconds; null: it is paused. */
  readonly paceMs: number | null = $derived(this.playing ? STEP_MS_MIN / this.speed : null);

  #timer: ReturnType<typeof setTimeout> | undefined;

  abstract readonly step: number;
  abstract readonly lastStep: number;
  /** Whether Next has nothing to do. */
  abstract readonly atEnd: boolean;
  /** What can be undone, as a sentence; null: nothing. */
  abstract readonly undoable: string | null;

  /** Whether a question about what happens next is open. What would answer it stays closed. */
  get isAsking(): boolean {
    return false;
  }

  /** Why the contents of the run are hidden for now, as a sentence; null: they are not. */
  get sealed(): string | null {
    return null;
  }

  /** Starts the scenario again; `undo` restores the run. */
  abstract restart(): void;
  abstract undo(): void;

  /** Shows a step of the run, from 0 to `lastStep`. */
  protected abstract travel(step: number): void;
  /** Goes one step on. False: there is none, and `refusal` says why. */
  protected abstract forward(): boolean;
  /** Does one step of Play; returns how long to show it at speed 1, in milliseconds; null: there is none. */
  protected abstract playOn(): number | null;

  /** Acting by hand pauses Play. */
  protected pause(): void {
    this.playing = false;
    clearTimeout(this.#timer);
  }

  next(): boolean {
    this.pause();
    return this.forward();
  }

  /** Goes on to the end of a phase, where steps are smaller than that. */
  phase(): boolean {
    this.pause();
    return this.forwardPhase();
  }

  protected forwardPhase(): boolean {
    return this.forward();
  }

  back(): void {
    const from = this.step;
    this.jump(from - 1);
    if (this.step === from) this.refusal = BEFORE_ALL;
  }

  first(): void {
    this.jump(0);
  }

  last(): void {
    this.jump(this.lastStep);
  }

  /** Shows a step; beyond the ends, the end. */
  jump(step: number): void {
    this.pause();
    this.refusal = null;
    this.travel(Math.max(0, Math.min(step, this.lastStep)));
  }

  togglePlay(): void {
    if (this.playing) return this.pause();
    this.playing = true;
    this.#tick();
  }

  /** Clears the messages. Subclasses decide what can be undone. */
  dismiss(): void {
    this.refusal = null;
    this.failure = null;
    this.failedAt = null;
  }

  /** Stops Play. Call it when the page goes. */
  dispose(): void {
    this.pause();
  }

  #tick(): void {
    const ms = this.playOn();
    if (ms === null) return this.pause();
    this.#timer = setTimeout(() => this.#tick(), Math.max(STEP_MS_MIN, ms) / this.speed);
  }
}
