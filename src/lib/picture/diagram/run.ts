import { actorsIn } from '../../explain/causality';
import type { CommonEvent, ProtocolEvent } from '../../protocol/event';
import { MAIN, type ActorId, type Message } from '../../protocol/message';
import type { Description } from '../../protocol/description';
import type { Label } from '../../protocol/label';
import type { Sequence } from '../../run/growing';
import type { Moment } from '../../run/tree';
import { label } from '../message-label';

/** What became of a message that is no longer in flight. */
export type Fate = 'delivered' | 'dropped' | 'lost';

/** A message's whole life on the path: from the step that made it to the one that ended it. */
export interface Arrow {
  readonly message: Message;
  readonly label: Label;
  readonly sent: number;
  /** The message that it is a copy of; null: its sender sent it. */
  readonly copyOf: number | null;
  /** null: in flight at the end of the path. */
  readonly end: { readonly step: number; readonly fate: Fate } | null;
}

/** What one step began and ended, so that it can be taken back, and who did anything in it. */
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
 * All messages of the path shown, kept up with it: where the path grows by a step or turns into another branch, only the steps
 * that differ are read, so that a step costs the same however long the run is.
 */
export class RunIndex {
  #path: Sequence<Moment> = [];
  #traces: Traces[] = [];
  #arrows = new Map<number, Arrow>();
  /** How many messages each actor sent or is to get. */
  #named = new Map<ActorId, number>();

  /** Reads what is new on the run's path and forgets what is not on it any more. */
  follow({ system, path }: { readonly system: Description; readonly path: Sequence<Moment> }): void {
    const before = this.#path;
    let same = Math.min(path.length, before.length);
    while (same > 0 && path.at(same - 1) !== before.at(same - 1)) same--;
    while (this.#traces.length > same) this.#forget();
    for (let step = same; step < path.length; step++) this.#read(path.at(step) as Moment, step, system);
    this.#path = path;
  }

  arrow(id: number): Arrow | undefined {
    return this.#arrows.get(id);
  }

  /** All messages of the path, in the order in which they were made. */
  get ids(): readonly number[] {
    return [...this.#arrows.keys()];
  }

  /** The messages that step made. */
  madeIn(step: number): readonly number[] {
    return this.#traces[step]?.made ?? [];
  }

  /** The messages that step delivered, dropped or lost. */
  endedIn(step: number): readonly number[] {
    return this.#traces[step]?.ended ?? [];
  }

  /** Whether anyone of that name sends or is sent anything. */
  isNamed(actor: ActorId): boolean {
    return (this.#named.get(actor) ?? 0) > 0;
  }

  /** Senders and receivers that are neither of those given nor `main`. */
  strangers(known: ReadonlySet<ActorId>): readonly ActorId[] {
    return [...this.#named.keys()].filter(
      (actor) => actor !== MAIN && !known.has(actor) && this.isNamed(actor),
    );
  }

  /** Whoever did anything in that step. */
  actedIn(step: number): readonly ActorId[] {
    return this.#traces[step]?.acted ?? [];
  }

  /** The message that its sender sent, of which that message is a copy, or a copy of a copy, or which it is itself. */
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
      if (fate) {
        const { id } = (event as ProtocolEvent & { readonly message: Message }).message;
        const arrow = this.#arrows.get(id);
        if (arrow) this.#arrows.set(id, { ...arrow, end: { step, fate } });
        ended.push(id);
      }
    }
    this.#traces.push({ made, ended, acted: actorsIn(events) });
  }

  #forget(): void {
    const { made, ended } = this.#traces.pop() as Traces;
    for (const id of ended) {
      const arrow = this.#arrows.get(id);
      if (arrow) this.#arrows.set(id, { ...arrow, end: null });
    }
    for (const id of made) {
      this.#name((this.#arrows.get(id) as Arrow).message, -1);
      this.#arrows.delete(id);
    }
  }

  #name({ from, to }: Message, by: number): void {
    for (const actor of [from, to]) this.#named.set(actor, (this.#named.get(actor) ?? 0) + by);
  }
}

function createdBy(event: ProtocolEvent): Pick<Arrow, 'message' | 'copyOf'> | null {
  const common = event as CommonEvent;
  switch (common.type) {
    case 'message-sent':
    case 'client-requested':
      return { message: common.message, copyOf: null };
    case 'message-duplicated':
      return { message: common.copy, copyOf: common.message.id };
    default:
      return null;
  }
}
