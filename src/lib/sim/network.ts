import type { ActorId, Message, Outgoing } from '../protocol/message';
import type { System } from '../protocol/system';
import type { MessageSelector } from './action';
import { drawInteger } from './random';
import type { Network, World } from './world';

/** Puts a message in flight. */
export function post(
  network: Network,
  outgoing: Outgoing,
  sentAt: number,
): { network: Network; message: Message } {
  const message: Message = { id: network.nextId, ...outgoing, sentAt };
  const inFlight = [...network.inFlight, message];
  return { network: { ...network, inFlight, nextId: network.nextId + 1 }, message };
}

export function take(network: Network, { id }: Message): Network {
  return { ...network, inFlight: network.inFlight.filter((message) => message.id !== id) };
}

/** When a message would arrive by itself, in virtual milliseconds: its latency depends on the seed and its id alone. */
export function arrival({ setup }: World, message: Message): number {
  const [least, most] = setup.timing.latency;
  return message.sentAt + drawInteger(least, most, setup.seed, 'latency', message.id);
}

/** Whether a partition holds a message back. Clients and `main`, unless named, reach everyone; a node not named stands alone. */
export function isHeld(world: World, { from, to }: Pick<Message, 'from' | 'to'>): boolean {
  const a = groupOf(world, from);
  const b = groupOf(world, to);
  return a !== null && b !== null && a !== b;
}

function groupOf({ network, nodes }: World, actor: ActorId): string | null {
  if (network.groups === null) return null;
  const index = network.groups.findIndex((group) => group.includes(actor));
  if (index >= 0) return `group ${index}`;
  return Object.hasOwn(nodes, actor) ? `alone ${actor}` : null;
}

/** The messages that can be delivered now, oldest first. */
export function deliverable(world: World): readonly Message[] {
  return world.network.groups === null
    ? world.network.inFlight
    : world.network.inFlight.filter((message) => !isHeld(world, message));
}

/** The messages among `messages` that fit a selector, oldest first; `nth` is not looked at. */
export function fitting(
  system: System,
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
