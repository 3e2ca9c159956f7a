import type { ActorId, Message } from '../protocol/message';
import { cut } from '../protocol/quote';
import type { NodeState, Protocol } from '../protocol/protocol';
import type { MessageSelector } from './action';
import { deliverable, fitting, isHeld } from './network';
import type { World } from './world';

/** An act that cannot be done now. Its message is a sentence for people: what was found, and what could be done. */
export class Refused extends Error {}

export function findNode(world: World, id: ActorId): NodeState {
  const node = Object.hasOwn(world.nodes, id) ? world.nodes[id] : undefined;
  if (!node)
    throw new Refused(`there is no node ${cut(id)}: the nodes are ${Object.keys(world.nodes).join(', ')}`);
  return node;
}

/**
 * The message that a selector names: the `nth` oldest that matches.
 *
 * @param passHeld whether to skip messages that a partition holds back
 * @throws Refused if none matches; the sentence names what is in flight
 */
export function findMessage(
  system: Protocol,
  world: World,
  selector: MessageSelector,
  passHeld: boolean,
): Message {
  const fits = fitting(system, passHeld ? deliverable(world) : world.network.inFlight, selector);
  const found = fits[(selector.nth ?? 1) - 1];
  if (found) return found;
  const heldToo = passHeld ? fitting(system, world.network.inFlight, selector) : [];
  if (heldToo.length > fits.length) {
    throw new Refused(
      `${cut(selector.message ?? 'the message')}${marksOf(selector)} is held back by the partition: heal it, or drop the message. ${listInFlight(world)}`,
    );
  }
  throw new Refused(`${noneFits(selector)}. ${listInFlight(world)}`);
}

/** The sentence that no message matches: it names the type, or, if any type would do, the field that no message has. */
function noneFits(selector: MessageSelector): string {
  const { id, message, ...others } = selector;
  if (message !== undefined) return `no message in flight fits ${cut(message)}${marksOf(selector)}`;
  if (id !== undefined && marksOf(others) === '') return `no message in flight has id ${id}`;
  return `no message${marksOf(selector)} is in flight`;
}

/** The selector in words, without its type: ` from n1 to n2`. */
function marksOf({ id, from, to, index, nth }: MessageSelector): string {
  return [
    id === undefined ? '' : ` with id ${id}`,
    from === undefined ? '' : ` from ${cut(from)}`,
    to === undefined ? '' : ` to ${cut(to)}`,
    index === undefined ? '' : ` with index ${index}`,
    nth === undefined || nth === 1 ? '' : ` (number ${nth} of these)`,
  ].join('');
}

function listInFlight(world: World): string {
  const { inFlight } = world.network;
  if (inFlight.length === 0) return 'Nothing is in flight.';
  const listed = inFlight
    .slice(0, 12)
    .map(
      (message) =>
        `${message.type} ${message.from} → ${message.to}${isHeld(world, message) ? ' (held)' : ''}`,
    );
  const more = inFlight.length > 12 ? `, and ${inFlight.length - 12} more` : '';
  return `In flight: ${listed.join(', ')}${more}.`;
}
