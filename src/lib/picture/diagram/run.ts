import { isCommon } from '../../protocol/event';
import { itemAt, required } from '../../protocol/known';
import { actorsIn } from '../../explain/causality';
import type { ProtocolEvent } from '../../protocol/event';
import { MAIN, type ActorId, type Message } from '../../protocol/message';
import type { Description } from '../../protocol/description';
import type { Label } from '../../protocol/label';
import type { Sequence } from '../../run/growing';
import type { Moment } from '../../run/tree';
import { label } from '../message-label';

/** How a message ended that is no longer in flight. */
export type Fate = 'delivered' | 'dropped' | 'lost';

/** The whole life of a message on the path: from the step that made it to the one that ended it. */
export interface Arrow {
  readonly message: Message;
  readonly label: Label;
  readonly sent: number;
  /** The message of which it is a copy; null: it is an original. */
  readonly copyOf: number | null;
  /** null: in flight at the end of the path. */
  readonly end: { readonly step: number; readonly fate: Fate } | null;
}

/** What one step began and ended, so that it can be undone, and who acted in it. */
interface Traces {
  readonly made: readonly number[];
  readonly ended: readonly number[];
  readonly acted: readonly ActorId[];
}

const FATES: Readonly<Record<string, Fate>> = {
  'message-delivered': 'delivered',
  'message-dropped': 'dropped',
  'message-lost': 'lost',
};

/**
 * All messages of the shown path. Following it costs the same for every step of a run of any length: if the path grows or
 * switches to another branch, only the steps that differ are read.
 */
export class RunIndex {
  #path: Sequence<Moment> = [];
  #traces: Traces[] = [];
  #arrows = new Map<number, Arrow>();
  /** How many messages each actor sends or receives. */
  #named = new Map<ActorId, number>();

  /** Reads the new steps of the run's path and forgets those no longer on it. */
  follow({ system, path }: { readonly system: Description; readonly path: Sequence<Moment> }): void {
    const before = this.#path;
    let same = Math.min(path.length, before.length);
    while (same > 0 && path.at(same - 1) !== before.at(same - 1)) same--;
    while (this.#traces.length > same) this.#forget();
    for (let step = same; step < path.length; step++) this.#read(itemAt(path, step), step, system);
    this.#path = path;
  }

  arrow(id: number): Arrow | undefined {
    return this.#arrows.get(id);
  }

  /** All messages of the path, in order of creation. */
  get ids(): readonly number[] {
    return [...this.#arrows.keys()];
  }

  /** The messages that a step created. */
  madeIn(step: number): readonly number[] {
    return this.#traces[step]?.made ?? [];
  }

  /** The messages that a step delivered, dropped or lost. */
  endedIn(step: number): readonly number[] {
    return this.#traces[step]?.ended ?? [];
  }

  /** Whether an actor of that name sends or receives a message. */
  isNamed(actor: ActorId): boolean {
    return (this.#named.get(actor) ?? 0) > 0;
  }

  /** Senders and receivers other than `main` and those given. */
  strangers(known: ReadonlySet<ActorId>): readonly ActorId[] {
    return [...this.#named.keys()].filter(
      (actor) => actor !== MAIN && !known.has(actor) && this.isNamed(actor),
    );
  }

  /** The actors that did something in a step. */
  actedIn(step: number): readonly ActorId[] {
    return this.#traces[step]?.acted ?? [];
  }

  /** The original of a message: itself, or the message of which it is a copy, through copies of copies. */
  original(id: number): Arrow | undefined {
    const arrow = this.#arrows.get(id);
    return arrow && arrow.copyOf !== null ? this.original(arrow.copyOf) : arrow;
  }

  #read({ events }: Moment, step: number, system: Description): void {
    const made: number[] = [];
    const ended: number[] = [];
    for (const event of events) {
      const created = createdBy(event);
      if (created) {
        this.#arrows.set(created.message.id, {
          ...created,
          label: label(system, created.message),
          sent: step,
          end: null,
        });
        this.#name(created.message, 1);
        made.push(created.message.id);
      }
      const fate = FATES[event.type];
      if (fate && isCommon(event) && 'message' in event) {
        const { id } = event.message;
        const arrow = this.#arrows.get(id);
        if (arrow) this.#arrows.set(id, { ...arrow, end: { step, fate } });
        ended.push(id);
      }
    }
    this.#traces.push({ made, ended, acted: actorsIn(events) });
  }

  #forget(): void {
    const { made, ended } = required(this.#traces.pop(), 'the last step');
    for (const id of ended) {
      const arrow = this.#arrows.get(id);
      if (arrow) this.#arrows.set(id, { ...arrow, end: null });
    }
    for (const id of made) {
      this.#name(required(this.#arrows.get(id), 'the arrow').message, -1);
      this.#arrows.delete(id);
    }
  }

  #name({ from, to }: Message, by: number): void {
    for (const actor of [from, to]) this.#named.set(actor, (this.#named.get(actor) ?? 0) + by);
  }
}

function createdBy(event: ProtocolEvent): Pick<Arrow, 'message' | 'copyOf'> | null {
  if (!isCommon(event)) return null;
  switch (event.type) {
    case 'message-sent':
    case 'client-requested':
      return { message: event.message, copyOf: null };
    case 'message-duplicated':
      return { message: event.copy, copyOf: event.message.id };
    default:
      return null;
  }
}
