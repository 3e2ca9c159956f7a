import type { ActorId, Message, Outgoing } from '../protocol/message';
import type { Protocol } from '../protocol/protocol';
import type { Setup } from '../protocol/setup';
import type { MessageSelector } from './action';
import { drawInteger } from './random';
import type { Network, World } from './world';

/** Puts messages in flight, in this order. */
export function post(
  network: Network,
  outgoing: readonly Outgoing[],
  sentAt: number,
): { network: Network; messages: readonly Message[] } {
  if (outgoing.length === 0) return { network, messages: [] };
  const { nextId } = network;
  const messages = outgoing.map((one, i): Message => ({ ...one, id: nextId + i, sentAt }));
  const inFlight = [...network.inFlight, ...messages];
  return { network: { ...network, inFlight, nextId: nextId + messages.length }, messages };
}

/** Removes a message that is in flight. */
export function take(network: Network, { id }: Message): Network {
  const at = network.inFlight.findIndex((message) => message.id === id);
  return { ...network, inFlight: network.inFlight.toSpliced(at, 1) };
}

/** By set-up: the latencies that were drawn, by the message's id. Play asks for those of all messages in flight before each act. */
const drawn = new WeakMap<Setup, number[]>();

/** When a message arrives by itself, in virtual milliseconds. Its latency depends only on the seed and its id. */
export function arrival({ setup }: World, { id, sentAt }: Message): number {
  let latencies = drawn.get(setup);
  if (!latencies) drawn.set(setup, (latencies = []));
  return sentAt + (latencies[id] ??= latency(setup, id));
}

function latency({ timing, seed }: Setup, id: number): number {
  const [least, most] = timing.latency;
  return drawInteger(least, most, seed, 'latency', id);
}

/**
 * Whether a partition holds a message back. Clients and `main` reach everyone unless a group names them; a node that no group names
 * stands alone.
 */
export function isHeld(world: World, { from, to }: Pick<Message, 'from' | 'to'>): boolean {
  const a = groupOf(world, from);
  const b = groupOf(world, to);
  return a !== null && b !== null && a !== b;
}

/** The actor's group by number; for a node that stands alone, its own id; null: the actor reaches everyone. */
function groupOf({ network, nodes }: World, actor: ActorId): number | ActorId | null {
  if (network.groups === null) return null;
  const index = network.groups.findIndex((group) => group.includes(actor));
  if (index >= 0) return index;
  return Object.hasOwn(nodes, actor) ? actor : null;
}

/** The messages that can be delivered now, oldest first. */
export function deliverable(world: World): readonly Message[] {
  return world.network.groups === null
    ? world.network.inFlight
    : world.network.inFlight.filter((message) => !isHeld(world, message));
}

/** Those of the messages that match a selector, oldest first. `nth` is ignored. */
export function fitting(
  system: Protocol,
  messages: readonly Message[],
  selector: MessageSelector,
): readonly Message[] {
  const { id, message: type, from, to, index } = selector;
  return messages.filter(
    (message) =>
      (id === undefined || message.id === id) &&
      (type === undefined || message.type === type) &&
      (from === undefined || message.from === from) &&
      (to === undefined || message.to === to) &&
      (index === undefined || system.firstIndex(message) === index),
  );
}
