import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { Message, Outgoing } from '../protocol/message';
import type { Outcome, Protocol } from '../protocol/protocol';
import { post } from './network';
import { drawInteger } from './random';
import type { Timer, World } from './world';

/** A step under way: the world so far and what has happened. */
export interface Progress {
  readonly world: World;
  readonly events: readonly ProtocolEvent[];
}

export function happened(progress: Progress, ...events: readonly CommonEvent[]): Progress {
  return { ...progress, events: [...progress.events, ...events] };
}

const sent = (message: Message): CommonEvent => ({ type: 'message-sent', actor: message.from, message });

/** Puts messages in flight and says so. */
export function posted(
  { world, events }: Progress,
  outgoing: readonly Outgoing[],
  describe: (message: Message) => CommonEvent = sent,
): Progress {
  const { network, messages } = post(world.network, outgoing, world.now);
  return { world: { ...world, network }, events: [...events, ...messages.map(describe)] };
}

/** Takes over what a node's turn gave: its state, what it said, what it sends, its timer. */
export function carryOut(progress: Progress, { node, effects, events }: Outcome): Progress {
  const { world } = progress;
  let next: World = { ...world, nodes: { ...world.nodes, [node.id]: node } };
  const outgoing: Outgoing[] = [];
  for (const effect of effects) {
    if (effect.kind === 'send') outgoing.push(effect.message);
    else next = setTimer(next, node.id, effect.timer);
  }
  const told = { world: next, events: [...progress.events, ...events] };
  return outgoing.length === 0 ? told : posted(told, outgoing);
}

export function setTimer(world: World, id: string, kind: Timer['kind'] | null): World {
  if (kind === null) {
    const { [id]: _stopped, ...timers } = world.timers;
    return { ...world, timers };
  }
  const timer = { kind, setAt: world.now, due: world.now + timeoutOf(world, id, kind) };
  return { ...world, timers: { ...world.timers, [id]: timer } };
}

/** How long a timer set now runs, in virtual milliseconds: randomised for elections (§5.2), by seed, node and step alone. */
function timeoutOf({ setup, step }: World, id: string, kind: Timer['kind']): number {
  if (kind === 'heartbeat') return setup.timing.heartbeat;
  const [least, most] = setup.timing.electionTimeout;
  return drawInteger(least, most, setup.seed, 'election', id, step);
}

/** The node that first leads, if the clients have not begun yet. */
export function firstLeader(system: Protocol, world: World): string | null {
  if (world.clientsBegan) return null;
  return Object.values(world.nodes).find((node) => system.leads(node))?.id ?? null;
}
