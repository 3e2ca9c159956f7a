import type { Bug } from './bug';
import type { Chart, Passage } from './chart';
import type { ProtocolEvent, TimerKind, TimerWords } from './event';
import type { Goal } from './goal';
import type { Labels } from './label';
import type { Lack, Surroundings } from './lack';
import type { ActorId, Message } from './message';
import type { Portrait } from './portrait';
import type { NodeState } from './protocol';
import type { RequestId, StoredRequest } from './stored-request';
import type { RuleCard } from './rule';
import type { Setup } from './setup';
import type { Vocabulary } from './vocabulary';

/**
 * How a system is described and drawn: its words, labels, rules, chart and bugs. Nothing here moves a node, and `sim` does
 * not import it. All functions are pure.
 */
export interface Description<S extends NodeState = NodeState> {
  /** The name for people: "Raft". */
  readonly title: string;
  /** One sentence for people: what happened and why. */
  sentence(event: ProtocolEvent): string;
  /** The types of its events that are side notes. A step is told by another event if it has one. */
  readonly minor: readonly string[];
  /** The event's line in the trace, in the emulation's manner and without the actor; null: the trace leaves it out. */
  traceLine(event: ProtocolEvent): string | null;
  readonly timerWords: Readonly<Record<TimerKind, TimerWords>>;
  /** One sentence: what a node loses in a crash. */
  readonly losses: string;
  /** The node as it is drawn. */
  portrait(node: S): Portrait;
  /** The names of this node's fields that survive a crash, as `portrait` has them. */
  persistent?(node: S, setup: Setup): readonly string[];
  /** The labels of its own messages. Messages of clients have the same labels in every system. */
  readonly labels: Labels;
  /**
   * Its terms for what all replicated stores have, and the messages of each phase. Absent: its servers do not agree on an
   * order of commands.
   */
  readonly vocabulary?: Vocabulary;
  /** All its rules, in the order of its source. */
  readonly rules: readonly RuleCard[];
  /** Details that few people ask for, loaded on demand. */
  details(): Promise<Details<S>>;
  /** The places where a node stores a client's request. Absent: its nodes store no requests. */
  storedRequests?(node: S, wanted: RequestId): readonly StoredRequest[];
  /** The value that a node answers reads with from its own state alone. Absent: nodes answer no reads that way. */
  reading?(node: S): string;
  /** How far the nodes are on the way to a liveness promise, shown beside the safety promises. Absent: it makes none. */
  goal?(nodes: readonly S[]): Goal;
}

/** The part of a description that is loaded on demand. */
export interface Details<S extends NodeState = NodeState> {
  /** The deliberate bugs that it can run with. */
  readonly bugs: readonly Bug[];
  /** The role machine that this node runs, read from its definition. */
  chart?(node: S): Chart;
  /** How that machine answered an input: the rows that it took and the guards that it called. */
  passage?(node: S, input: Message | TimerKind, setup: Setup): Passage;
  /**
   * What has not happened yet, and why not. `nodes` as in the world. It covers client requests that its nodes hold;
   * `explain/lacks.ts` covers those in flight or lost, for every system.
   */
  lacks?(nodes: Readonly<Record<ActorId, S>>, setup: Setup, around: Surroundings): readonly Lack[];
}
