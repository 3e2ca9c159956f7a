import type { ProtocolEvent, TimerKind } from './event';
import type { ActorId, Payload } from './message';
import type { Effect, NodeState, Outcome } from './protocol';

/**
 * One node's turn: the state so far, the environment (what every node knows from the set-up), the effects asked for and
 * the events so far. A rule takes a turn and returns the next one.
 */
export interface Turn<
  Node extends NodeState = NodeState,
  Environment = unknown,
  Event extends ProtocolEvent = ProtocolEvent,
  Sent extends Payload = Payload,
> {
  readonly node: Node;
  readonly environment: Environment;
  readonly effects: readonly Effect<Sent>[];
  readonly events: readonly Event[];
}

/** An event as a rule states it. The turn adds the actor. */
export type Body<Event extends ProtocolEvent> = Event extends ProtocolEvent ? Omit<Event, 'actor'> : never;

export function set<N extends NodeState, V, E extends ProtocolEvent, P extends Payload>(
  turn: Turn<N, V, E, P>,
  change: Partial<N>,
): Turn<N, V, E, P> {
  return { ...turn, node: { ...turn.node, ...change } };
}

export function say<N extends NodeState, V, E extends ProtocolEvent, P extends Payload>(
  turn: Turn<N, V, E, P>,
  event: Body<E>,
): Turn<N, V, E, P> {
  return sayEach(turn, [event]);
}

/** Adds several events at once. Adding them one at a time would copy the list each time. */
export function sayEach<N extends NodeState, V, E extends ProtocolEvent, P extends Payload>(
  turn: Turn<N, V, E, P>,
  bodies: readonly Body<E>[],
): Turn<N, V, E, P> {
  const events = bodies.map((body) => {
    const event: ProtocolEvent = { ...body, actor: turn.node.id };
    return event as E;
  });
  return { ...turn, events: [...turn.events, ...events] };
}

export function send<N extends NodeState, V, E extends ProtocolEvent, P extends Payload>(
  turn: Turn<N, V, E, P>,
  to: ActorId,
  payload: P,
): Turn<N, V, E, P> {
  return sendEach(turn, [[to, payload]]);
}

/** Sends the same payload to several receivers, in this order. */
export function sendAll<N extends NodeState, V, E extends ProtocolEvent, P extends Payload>(
  turn: Turn<N, V, E, P>,
  to: readonly ActorId[],
  payload: P,
): Turn<N, V, E, P> {
  return sendEach(
    turn,
    to.map((one) => [one, payload]),
  );
}

/** Sends several messages at once, each to its receiver. */
export function sendEach<N extends NodeState, V, E extends ProtocolEvent, P extends Payload>(
  turn: Turn<N, V, E, P>,
  sendings: readonly (readonly [to: ActorId, payload: P])[],
): Turn<N, V, E, P> {
  const { id: from } = turn.node;
  const sent = sendings.map(([to, payload]): Effect<P> => ({
    kind: 'send',
    message: { from, to, ...payload },
  }));
  return { ...turn, effects: [...turn.effects, ...sent] };
}

/** Restarts this timer; null stops it. */
export function startTimer<N extends NodeState, V, E extends ProtocolEvent, P extends Payload>(
  turn: Turn<N, V, E, P>,
  timer: TimerKind | null,
): Turn<N, V, E, P> {
  return { ...turn, effects: [...turn.effects, { kind: 'timer', timer }] };
}

/** The outcome of a finished turn. */
export function outcomeOf<N extends NodeState>({ node, effects, events }: Turn<N>): Outcome<N> {
  return { node, effects, events };
}
