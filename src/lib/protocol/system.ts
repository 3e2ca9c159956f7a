import type { ProtocolEvent, TimerKind, TimerWords } from './event';
import type { Goal } from './goal';
import type { Labels } from './label';
import type { ActorId, Message, Outgoing, Payload } from './message';
import type { Portrait } from './portrait';
import type { RuleCard } from './rule';
import type { Setup } from './setup';
import type { Vocabulary } from './vocabulary';

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

/** What moves a node. All functions are pure; `node` is never changed. */
export interface Moves<S extends NodeState = NodeState> {
  /** Hands a message to a node that is alive. Refused is what would raise a number beyond its range (`ranges.ts`). */
  receive(node: S, message: Message, setup: Setup): Outcome<S> | Refusal;
  /** A timer fires at a node. */
  timeout(node: S, setup: Setup): Outcome<S> | Refusal;
  heartbeat(node: S, setup: Setup): Outcome<S> | Refusal;
  crash(node: S, setup: Setup): Outcome<S>;
  restart(node: S, setup: Setup): Outcome<S>;
}

/**
 * The seam that every system implements. A new system is one folder that exports one of these, and one line in
 * `scenario/registry.ts`; what it tells of itself beyond that is its `Insight`.
 */
export interface MovingSystem<S extends NodeState = NodeState> extends System<S>, Moves<S> {}

/** A system at rest: all but how its nodes move, enough to begin and to be drawn. All functions are pure; `node` is never changed. */
export interface System<S extends NodeState = NodeState> {
  readonly name: string;
  /** The name as people say it: "Raft". */
  readonly title: string;
  /** Ids of its nodes, in the order in which they are shown. */
  ids(setup: Setup): readonly ActorId[];
  /** Whom clients ask before they have heard of a leader. */
  contact(setup: Setup): ActorId;
  /** Where each client has a server of its own, whoever leads: which. */
  home?(client: ActorId, setup: Setup): ActorId;
  /** Where a node answers reads at once from what it alone holds: that. */
  reading?(node: S): string;
  /** What all nodes come to in the end, and whether they have: told live, beside the promises. Absent: there is no such thing. */
  goal?(nodes: readonly S[]): Goal;
  /** The log index (or slot) of the first entry that a message carries; null: it carries none. */
  firstIndex(message: Message): number | null;
  /** Whether a message is of a term (or ballot) that this node, its receiver, has left. Absent: nothing of the kind. */
  isOutdated?(node: S, message: Message): boolean;
  /** The nodes at step 0 in the order of `ids`, and what is in flight (after the set-up's own messages). */
  begin(setup: Setup): { readonly nodes: readonly S[]; readonly messages: readonly Outgoing[] };
  /** The names of this node's fields that survive a crash, as `portrait` has them. */
  persistent?(node: S, setup: Setup): readonly string[];
  /** Whether clients send their requests to this node, and begin when it first says so. */
  leads(node: S): boolean;
  readonly timerWords: Readonly<Record<TimerKind, TimerWords>>;
  /** The timers that can be fired at this node while it is alive: those that `timeout` and `heartbeat` do not refuse. */
  timers(node: S): readonly TimerKind[];
  /** The timer that runs at step 0. */
  timer(node: S): TimerKind | null;
  /** The node as `inspect` shows it: plain JSON with the names of scenario-format's `WorldView`. */
  view(node: S): NodeView;
  /** What an `expect` of a scenario can compare of the node, by the names that TOML has. */
  expectable(node: S): Readonly<Record<string, unknown>>;
  /** The node as it is drawn. */
  portrait(node: S): Portrait;
  /** How its own messages are shown; those of clients are shown alike in every system. */
  readonly labels: Labels;
  /** Its words for what replicated stores have in common, and which messages belong to which phase; absent: it agrees with nobody. */
  readonly vocabulary?: Vocabulary;
  /** All its rules, in the order in which its source gives them. */
  readonly rules: readonly RuleCard[];
  /** What a crash takes from a node, in one sentence for people. */
  readonly losses: string;
  /** One sentence for people: what this event was and why. */
  sentence(event: ProtocolEvent): string;
  /** The trace line's text in the emulation's manner, without the actor; null: not traced. */
  traceLine(event: ProtocolEvent): string | null;
}

/** See `WorldView` in `sim/inspect.ts`; systems add fields of their own. */
export interface NodeView {
  readonly id: ActorId;
  readonly role: string;
  readonly alive: boolean;
  readonly [field: string]: unknown;
}
