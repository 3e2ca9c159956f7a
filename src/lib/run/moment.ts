import type { ProtocolEvent } from '../protocol/event';
import type { Act } from '../sim/act';
import type { World } from '../sim/world';

/** What an act led to. */
export interface Reached<Seen> {
  readonly world: World;
  readonly events: readonly ProtocolEvent[];
  /** What an onlooker that follows the run (the checks) knows here. */
  readonly seen: Seen;
}

/**
 * Does an act again at what was reached before it. Pure: the same again each time. (The type of a method, so that a moment is
 * also one for those who do not look at what is seen.)
 */
export type Redo<Seen> = { redo(before: Reached<Seen>, act: Act): Reached<Seen> }['redo'];

/** One moment of a timeline: the act that led to it from its parent, and what it reached. */
export interface Moment<Seen = unknown> extends Reached<Seen> {
  /** Its place in the timeline's moments. */
  readonly id: number;
  /** null: the start. */
  readonly parent: number | null;
  readonly act: Act | null;
  readonly note: string | null;
}

/** Along a branch the moments of every how many steps hold what was reached. */
const HELD_EVERY = 64;
/** What was reached last is held, too: so much is looked at again with every step. */
const HELD_LATELY = 128;

/**
 * A moment of a long run. What was reached is held at some moments only; at the others it is worked out again from the last that
 * holds it, when it is asked for and has been let go meanwhile. So a run of
 * thousands of steps takes little memory, and going back stays exact, for runs are pure.
 */
export class KeptMoment<Seen = unknown> implements Moment<Seen> {
  /** What was reached last, of any run; nobody reads it. */
  static readonly #lately: Reached<unknown>[] = [];
  static #next = 0;

  readonly #before: KeptMoment<Seen> | null;
  readonly #redo: Redo<Seen>;
  /** Steps from the start. */
  readonly #depth: number;
  readonly #held: Reached<Seen> | null;
  #reached: WeakRef<Reached<Seen>> | null = null;

  private constructor(
    readonly id: number,
    readonly act: Act | null,
    readonly note: string | null,
    before: KeptMoment<Seen> | null,
    redo: Redo<Seen>,
    reached: Reached<Seen>,
  ) {
    this.#before = before;
    this.#redo = redo;
    this.#depth = before ? before.#depth + 1 : 0;
    this.#held = this.#depth % HELD_EVERY === 0 ? reached : null;
    if (!this.#held) this.#remember(reached);
  }

  static first<Seen>(reached: Reached<Seen>, redo: Redo<Seen>): KeptMoment<Seen> {
    return new KeptMoment(0, null, null, null, redo, reached);
  }

  /** The moment that an act leads to from here. `reached`: what it did, if it has been done already. */
  next(id: number, act: Act, note: string | null, reached = this.#redo(this, act)): KeptMoment<Seen> {
    const { world, events, seen } = reached;
    return new KeptMoment(id, act, note, this, this.#redo, { world, events, seen });
  }

  /** The same moment with this text behind any that it has. */
  noted(text: string): KeptMoment<Seen> {
    const note = this.note === null ? text : `${this.note}\n\n${text}`;
    return new KeptMoment(this.id, this.act, note, this.#before, this.#redo, this.#get());
  }

  get parent(): number | null {
    return this.#before?.id ?? null;
  }

  get world(): World {
    return this.#get().world;
  }

  get events(): readonly ProtocolEvent[] {
    return this.#get().events;
  }

  get seen(): Seen {
    return this.#get().seen;
  }

  /** Along a branch at most `HELD_EVERY` deep. */
  #get(): Reached<Seen> {
    const known = this.#held ?? this.#reached?.deref();
    if (known) return known;
    const before = this.#before as KeptMoment<Seen>;
    const reached = this.#redo(before.#get(), this.act as Act);
    this.#remember(reached);
    return reached;
  }

  #remember(reached: Reached<Seen>): void {
    this.#reached = new WeakRef(reached);
    KeptMoment.#lately[KeptMoment.#next] = reached;
    KeptMoment.#next = (KeptMoment.#next + 1) % HELD_LATELY;
  }
}
