import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { Message, Outgoing } from '../protocol/message';
import type { Outcome, Protocol } from '../protocol/protocol';
import { post } from './network';
import { drawInteger } from './random';
import type { Timer, World } from './world';

/** A step in progress: the world so far and the events so far. */
export interface Progress {
  readonly world: World;
  readonly events: readonly ProtocolEvent[];
}

export function happened(progress: Progress, ...events: readonly CommonEvent[]): Progress {
  return { ...progress, events: [...progress.events, ...events] };
}

const sent = (message: Message): CommonEvent => ({ type: 'message-sent', actor: message.from, message });

/** Puts messages in flight and adds an event for each. */
export function posted(
  { world, events }: Progress,
  outgoing: readonly Outgoing[],
  describe: (message: Message) => CommonEvent = sent,
): Progress {
  const { network, messages } = post(world.network, outgoing, world.now);
  return { world: { ...world, network }, events: [...events, ...messages.map(describe)] };
}

/** Applies the outcome of a node's turn: its state, events, messages and timer. */
export function carryOut(progress: Progress, { node, effects, events }: Outcome): Progress {
  const { world } = progress;
  const outgoing: Outgoing[] = [];
  let { timers } = world;
  for (const effect of effects) {
    if (effect.kind === 'send') outgoing.push(effect.message);
    else timers = withTimer(world, timers, node.id, effect.timer);
  }
  const { network, messages } = post(world.network, outgoing, world.now);
  return {
    world: { ...world, nodes: { ...world.nodes, [node.id]: node }, timers, network },
    events: [...progress.events, ...events, ...messages.map(sent)],
  };
}

/** The timers of a world with this one set now, or stopped (null). */
export function withTimer(
  world: World,
  timers: World['timers'],
  id: string,
  kind: Timer['kind'] | null,
): World['timers'] {
  if (kind === null) {
    const { [id]: _stopped, ...others } = timers;
    return others;
  }
  return { ...timers, [id]: { kind, setAt: world.now, due: world.now + timeoutOf(world, id, kind) } };
}

/**
 * The length of a timer that is set now, in virtual milliseconds. It is randomised for elections (§5.2), from the seed,
 * the node and the step only.
 */
function timeoutOf({ setup, step }: World, id: string, kind: Timer['kind']): number {
  if (kind === 'heartbeat') return setup.timing.heartbeat;
  const [least, most] = setup.timing.electionTimeout;
  return drawInteger(least, most, setup.seed, 'election', id, step);
}

/** The node that leads first; null if none does or the clients have already begun. */
export function firstLeader(system: Protocol, world: World): string | null {
  if (world.clientsBegan) return null;
  return Object.values(world.nodes).find((node) => system.leads(node))?.id ?? null;
}
