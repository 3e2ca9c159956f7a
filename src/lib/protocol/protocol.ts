import type { ProtocolEvent, TimerKind } from './event';
import type { ActorId, Message, Outgoing, Payload } from './message';
import type { Setup } from './setup';

/** What every node has, whatever it runs. A system's own node state extends it; all of it is plain JSON. */
export interface NodeState {
  readonly id: ActorId;
  readonly role: string;
  readonly alive: boolean;
}

/** What a node asks of its surroundings: data, carried out by `sim`. */
export type Effect<P extends Payload = Payload> =
  | { readonly kind: 'send'; readonly message: Outgoing<P> }
  /** Start this timer afresh; a node has at most one, `null` stops it. */
  | { readonly kind: 'timer'; readonly timer: TimerKind | null };

/** State and input in; state, effects and events out. */
export interface Outcome<S extends NodeState = NodeState> {
  readonly node: S;
  readonly effects: readonly Effect[];
  readonly events: readonly ProtocolEvent[];
}

/** An act that the node's role or a range does not allow, with the sentence that says so and what would be accepted. */
export interface Refusal {
  readonly refused: string;
}

/** A value that an `expect` can compare. */
export type Expectable = string | number | boolean | readonly number[] | Readonly<Record<string, string>>;

/** See `WorldView` in `sim/inspect.ts`; systems add fields of their own. */
export interface NodeView {
  readonly id: ActorId;
  readonly role: string;
  readonly alive: boolean;
  readonly [field: string]: unknown;
}

/**
 * How the nodes of a system begin and move: all that `sim` needs to run it. All functions are pure; `node` is never changed.
 * How a system is told and drawn is its `Description`.
 */
export interface Protocol<S extends NodeState = NodeState> {
  /** The name that `system` has in a scenario. */
  readonly name: string;
  /** Ids of its nodes, in the order in which they are shown. */
  ids(setup: Setup): readonly ActorId[];
  /** Whom clients ask before they have heard of a leader. */
  contact(setup: Setup): ActorId;
  /** Where each client has a server of its own, whoever leads: which. */
  home?(client: ActorId, setup: Setup): ActorId;
  /** Whether a client that asks again keeps the number of its request, so that it is done once. Absent: it takes a new number. */
  retryKeepsNumber?(setup: Setup): boolean;
  /** The log index (or slot) of the first entry that a message carries; null: it carries none. */
  firstIndex(message: Message): number | null;
  /** Whether a message is of a term (or ballot) that this node, its receiver, has left. Absent: nothing of the kind. */
  isOutdated?(node: S, message: Message): boolean;
  /** The nodes at step 0 in the order of `ids`, and what is in flight (after the set-up's own messages). */
  begin(setup: Setup): { readonly nodes: readonly S[]; readonly messages: readonly Outgoing[] };
  /** Whether clients send their requests to this node, and begin when it first says so. */
  leads(node: S): boolean;
  /** Orders two nodes that lead by term, ballot or the like: positive where `a` is of the later one. Absent: there is no such thing. */
  compareEpochs?(a: S, b: S): number;
  /** The timers that can be fired at this node while it is alive: those that `timeout` and `heartbeat` do not refuse. */
  timers(node: S): readonly TimerKind[];
  /** The timer that runs at step 0. */
  timer(node: S): TimerKind | null;
  /** Hands a message to a node that is alive. Refused is what would raise a number beyond its range (`ranges.ts`). */
  receive(node: S, message: Message, setup: Setup): Outcome<S> | Refusal;
  /** A timer fires at a node. */
  timeout(node: S, setup: Setup): Outcome<S> | Refusal;
  heartbeat(node: S, setup: Setup): Outcome<S> | Refusal;
  crash(node: S, setup: Setup): Outcome<S>;
  restart(node: S, setup: Setup): Outcome<S>;
  /** The node as `inspect` shows it: plain JSON with the names of scenario-format's `WorldView`. */
  view(node: S): NodeView;
  /** What an `expect` of a scenario can compare of the node, by the names that TOML has. */
  expectable(node: S): Readonly<Record<string, Expectable>>;
}
