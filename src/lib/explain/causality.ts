/**
 * Happens-before (Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", 1978) over a run, told by vector
 * clocks (Fidge 1988, Mattern 1989): an actor counts its own happenings, and a message carries what its sender knew.
 */
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { ActorId, Message } from '../protocol/message';

/** How many happenings of each actor are known, from 1; absent: none. */
export type Clock = Readonly<Record<ActorId, number>>;

/** All that one actor did in one step: what it received, decided and sent is one happening. */
export interface Happening {
  readonly step: number;
  readonly actor: ActorId;
  /** What the actor knows then, itself counted: the happenings in its past, and this one. */
  readonly clock: Clock;
  /** null: it was not a message that made it happen. */
  readonly received: Message | null;
  readonly sent: readonly Message[];
  readonly events: readonly ProtocolEvent[];
}

/** What is known so far: by each actor, and by each message that may still arrive, from its sending. */
export interface Knowledge {
  readonly actors: Readonly<Record<ActorId, Clock>>;
  readonly messages: Readonly<Record<number, Clock>>;
}

/** What this needs of a moment of a timeline. */
export interface Told {
  readonly world: { readonly step: number };
  readonly events: readonly ProtocolEvent[];
}

export const NOTHING_KNOWN: Knowledge = { actors: {}, messages: {} };

/** What befalls the network or a message in it: nobody's happening, so that it tells nobody anything. */
const OF_THE_NETWORK = new Set([
  'message-dropped',
  'message-duplicated',
  'message-lost',
  'network-partitioned',
  'network-healed',
]);

/**
 * What happened at whom in one more moment of a run, and what is known then. Its cost depends on the actors and on what is in
 * flight, not on how long the run has been.
 */
export function learn(
  known: Knowledge,
  { world, events }: Told,
): { readonly known: Knowledge; readonly happenings: readonly Happening[] } {
  const actors = { ...known.actors };
  const messages = { ...known.messages };
  const happenings: Happening[] = [];
  for (const [actor, own] of byActor(events)) {
    const received = messageOf(own, 'message-delivered')[0] ?? null;
    const past = merge(actors[actor], received ? messages[received.id] : undefined);
    const clock = { ...past, [actor]: (past[actor] ?? 0) + 1 };
    const sent = messageOf(own, 'message-sent', 'client-requested');
    actors[actor] = clock;
    for (const { id } of sent) messages[id] = clock;
    happenings.push({ step: world.step, actor, clock, received, sent, events: own });
  }
  for (const event of events as readonly CommonEvent[]) {
    if (event.type === 'message-duplicated') {
      const clock = messages[event.message.id];
      if (clock) messages[event.copy.id] = clock;
    } else if (ENDS.has(event.type)) {
      delete messages[(event as Extract<CommonEvent, { message: Message }>).message.id];
    }
  }
  return { known: { actors, messages }, happenings };
}

const ENDS = new Set(['message-delivered', 'message-dropped', 'message-lost']);

/** All happenings of a run, in its order. `moments`: from the start, without gaps. */
export function causality(moments: readonly Told[]): readonly Happening[] {
  let known = NOTHING_KNOWN;
  return moments.flatMap((moment) => {
    const learnt = learn(known, moment);
    known = learnt.known;
    return learnt.happenings;
  });
}

/** Whether a happening is the one that this clock was read at, or happened before it. */
export function isKnown(clock: Clock, { actor, clock: own }: Pick<Happening, 'actor' | 'clock'>): boolean {
  return (own[actor] ?? 0) <= (clock[actor] ?? 0);
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
  return events
    .filter(({ type }) => (types as readonly string[]).includes(type))
    .map((event) => (event as ProtocolEvent & { readonly message: Message }).message);
}

function merge(a: Clock = {}, b: Clock = {}): Clock {
  const merged: Record<ActorId, number> = { ...a };
  for (const [actor, count] of Object.entries(b)) merged[actor] = Math.max(count, merged[actor] ?? 0);
  return merged;
}
