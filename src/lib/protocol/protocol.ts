import type { ProtocolEvent, TimerKind } from './event';
import type { ActorId, Message, Outgoing, Payload } from './message';
import type { Setup } from './setup';

/** The fields that every node has. Each system's node state extends them; all of it is plain JSON. */
export interface NodeState {
  readonly id: ActorId;
  readonly role: string;
  readonly alive: boolean;
}

/** A request of a node to its surroundings, as data. `sim` carries it out. */
export type Effect<P extends Payload = Payload> =
  | { readonly kind: 'send'; readonly message: Outgoing<P> }
  /** Restarts this timer. A node has at most one timer; `null` stops it. */
  | { readonly kind: 'timer'; readonly timer: TimerKind | null };

/** State and input in; state, effects and events out. */
export interface Outcome<S extends NodeState = NodeState> {
  readonly node: S;
  readonly effects: readonly Effect[];
  readonly events: readonly ProtocolEvent[];
}

/**
 * An act that is not allowed, because of the node's role or of a range, with a sentence that says so and what would be
 * accepted.
 */
export interface Refusal {
  readonly refused: string;
}

/** A value that an `expect` can compare. */
export type Expectable = string | number | boolean | readonly number[] | Readonly<Record<string, string>>;

/** A node in `WorldView` (see `sim/inspect.ts`). Each system adds its own fields. */
export interface NodeView {
  readonly id: ActorId;
  readonly role: string;
  readonly alive: boolean;
  readonly [field: string]: unknown;
}

/**
 * How the nodes of a system begin and move: all that `sim` needs to run it. All functions are pure; `node` is never
 * changed. A system's words and pictures are in its `Description`.
 */
export interface Protocol<S extends NodeState = NodeState> {
  /** The name that `system` has in a scenario. */
  readonly name: string;
  /** The ids of its nodes, in display order. */
  ids(setup: Setup): readonly ActorId[];
  /**
   * The nodes that the rules treat alike: after two of them have swapped names everywhere, in nodes and in messages, all goes on
   * as before, with these names swapped. Absent: none.
   */
  alike?(setup: Setup): readonly ActorId[];
  /** The node that clients ask before they have heard of a leader. */
  contact(setup: Setup): ActorId;
  /** The server that this client always asks. Absent: clients ask the leader. */
  home?(client: ActorId, setup: Setup): ActorId;
  /** Whether a retry keeps the number of the request, so that it is done once. Absent: a retry takes a new number. */
  retryKeepsNumber?(setup: Setup): boolean;
  /** The log index (or slot) of the first entry that a message carries; null: it carries none. */
  firstIndex(message: Message): number | null;
  /**
   * Whether the node, the message's receiver, has already left the term (or ballot) of the message. Absent: messages do
   * not become outdated.
   */
  isOutdated?(node: S, message: Message): boolean;
  /** The nodes at step 0 in the order of `ids`, and the messages in flight, after those of the set-up. */
  begin(setup: Setup): { readonly nodes: readonly S[]; readonly messages: readonly Outgoing[] };
  /** Whether clients send their requests to this node. Clients begin once some node leads. */
  leads(node: S): boolean;
  /**
   * Orders two leading nodes by term, ballot or the like: positive if `a` has the later one. Absent: the system has no
   * epochs.
   */
  compareEpochs?(a: S, b: S): number;
  /** The timers that can be fired at this node while it is alive: those that `timeout` and `heartbeat` do not refuse. */
  timers(node: S): readonly TimerKind[];
  /** The timer that runs at step 0. */
  timer(node: S): TimerKind | null;
  /** Delivers a message to a node that is alive. Refused if it would raise a number beyond its range (`ranges.ts`). */
  receive(node: S, message: Message, setup: Setup): Outcome<S> | Refusal;
  /** A timer fires at a node. */
  timeout(node: S, setup: Setup): Outcome<S> | Refusal;
  heartbeat(node: S, setup: Setup): Outcome<S> | Refusal;
  crash(node: S, setup: Setup): Outcome<S>;
  restart(node: S, setup: Setup): Outcome<S>;
  /** The node as `inspect` shows it: plain JSON with the names of scenario-format's `WorldView`. */
  view(node: S): NodeView;
  /** The fields that an `expect` can compare, by the names that TOML has. */
  expectable(node: S): Readonly<Record<string, Expectable>>;
  /** The fields of `expectable` that others read by their meaning. Absent: it has none such. */
  readonly fields?: MeaningfulFields;
}

/** Names of fields of `expectable`. */
interface MeaningfulFields {
  /** For whom a node has voted; empty: for nobody. */
  readonly vote: string;
  /** The index up to which a node knows entries to be committed. */
  readonly commit: string;
}
