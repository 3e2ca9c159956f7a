/**
 * Happens-before (Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", 1978) over a run, by vector
 * clocks (Fidge 1988, Mattern 1989): each actor counts its own happenings, and a message carries its sender's clock.
 */
import { commonIn } from '../protocol/event';
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { ActorId, Message } from '../protocol/message';

/** The number of known happenings of each actor, from 1; absent: none. */
export type Clock = Readonly<Record<ActorId, number>>;

/** All that one actor did in one step. What it received, decided and sent is one happening. */
export interface Happening {
  readonly step: number;
  readonly actor: ActorId;
  /** The actor's clock: the happenings in its past, and this one. */
  readonly clock: Clock;
  /** null: no message caused it. */
  readonly received: Message | null;
  readonly sent: readonly Message[];
  readonly events: readonly ProtocolEvent[];
}

/** The fields of a moment that causality needs. */
interface Told {
  readonly world: { readonly step: number };
  readonly events: readonly ProtocolEvent[];
}

/** Events of the network. They belong to no actor, so nobody learns from them. */
const OF_THE_NETWORK = new Set([
  'message-dropped',
  'message-duplicated',
  'message-lost',
  'network-partitioned',
  'network-healed',
]);

/** All happenings of a run, in order. `moments`: from the start, without gaps. */
export function causality(moments: readonly Told[]): readonly Happening[] {
  /** The clock of each actor, and of each message that may still arrive (the sender's clock when it was sent). */
  const actors: Record<ActorId, Clock> = {};
  const messages = new Map<number, Clock>();
  return moments.flatMap(({ world: { step }, events }) => {
    const happenings = [...byActor(events)].map(([actor, own]): Happening => {
      const received = messageOf(own, 'message-delivered')[0] ?? null;
      const past = merge(actors[actor], received ? messages.get(received.id) : undefined);
      const clock = { ...past, [actor]: (past[actor] ?? 0) + 1 };
      const sent = messageOf(own, 'message-sent', 'client-requested');
      actors[actor] = clock;
      for (const { id } of sent) messages.set(id, clock);
      return { step, actor, clock, received, sent, events: own };
    });
    for (const event of commonIn(events)) {
      if (event.type === 'message-duplicated') {
        const clock = messages.get(event.message.id);
        if (clock) messages.set(event.copy.id, clock);
      }
    }
    for (const { id } of messageOf(events, 'message-delivered', 'message-dropped', 'message-lost'))
      messages.delete(id);
    return happenings;
  });
}

/** The actors that did something in a step. Each did one happening. */
export function actorsIn(events: readonly ProtocolEvent[]): readonly ActorId[] {
  return [...byActor(events).keys()];
}

function byActor(events: readonly ProtocolEvent[]): ReadonlyMap<ActorId, readonly ProtocolEvent[]> {
  const groups = new Map<ActorId, ProtocolEvent[]>();
  for (const event of events) {
    if (OF_THE_NETWORK.has(event.type)) continue;
    const group = groups.get(event.actor);
    if (group) group.push(event);
    else groups.set(event.actor, [event]);
  }
  return groups;
}

function messageOf(events: readonly ProtocolEvent[], ...types: readonly CommonEvent['type'][]): Message[] {
  return commonIn(events).flatMap((event) =>
    'message' in event && types.includes(event.type) ? [event.message] : [],
  );
}

function merge(a: Clock = {}, b: Clock = {}): Clock {
  const merged: Record<ActorId, number> = { ...a };
  for (const [actor, count] of Object.entries(b)) merged[actor] = Math.max(count, merged[actor] ?? 0);
  return merged;
}
