import type { Bug } from './bug';
import type { Chart, Passage } from './chart';
import type { ProtocolEvent, TimerKind, TimerWords } from './event';
import type { Goal } from './goal';
import type { Labels } from './label';
import type { Lack, Surroundings } from './lack';
import type { ActorId, Message } from './message';
import type { Portrait } from './portrait';
import type { NodeState } from './protocol';
import type { Kept, Numbered } from './record';
import type { RuleCard } from './rule';
import type { Setup } from './setup';
import type { Vocabulary } from './vocabulary';

/**
 * How a system is told and drawn: its words, labels, rules, chart and bugs. Nothing here moves a node; `sim` never asks for it. All functions
 * are pure.
 */
export interface Description<S extends NodeState = NodeState> {
  /** The name as people say it: "Raft". */
  readonly title: string;
  /** One sentence for people: what this event was and why. */
  sentence(event: ProtocolEvent): string;
  /** The types of its events that only note what happened on the way: a step is told by another of its events, if it has one. */
  readonly minor: readonly string[];
  /** The trace line's text in the emulation's manner, without the actor; null: not traced. */
  traceLine(event: ProtocolEvent): string | null;
  readonly timerWords: Readonly<Record<TimerKind, TimerWords>>;
  /** What a crash takes from a node, in one sentence. */
  readonly losses: string;
  /** The node as it is drawn. */
  portrait(node: S): Portrait;
  /** The names of this node's fields that survive a crash, as `portrait` has them. */
  persistent?(node: S, setup: Setup): readonly string[];
  /** How its own messages are shown; those of clients are shown alike in every system. */
  readonly labels: Labels;
  /** Its words for what replicated stores have in common, and which messages belong to which phase; absent: it agrees with nobody. */
  readonly vocabulary?: Vocabulary;
  /** All its rules, in the order in which its source gives them. */
  readonly rules: readonly RuleCard[];
  /** What it tells to those who ask further: much that few ask for, fetched when someone first does. */
  details(): Promise<Details<S>>;
  /** Where a node keeps a client's request; absent: it keeps none. */
  keeps?(node: S, wanted: Numbered): readonly Kept[];
  /** Where a node answers reads at once from what it alone holds: that value. */
  reading?(node: S): string;
  /** What all nodes come to in the end, and whether they have: shown live, beside the promises. Absent: there is no such thing. */
  goal?(nodes: readonly S[]): Goal;
}

/** What a system tells to those who ask further. */
export interface Details<S extends NodeState = NodeState> {
  /** The deliberate bugs that it can run with. */
  readonly bugs: readonly Bug[];
  /** The role machine that this node runs, read from its definition. */
  chart?(node: S): Chart;
  /** What that machine did with an input: which rows it took and which guards it asked. */
  passage?(node: S, input: Message | TimerKind, setup: Setup): Passage;
  /**
   * What has not happened yet, and what it lacks. `nodes` as in the world. Of clients it tells what becomes of the requests that
   * its nodes hold; `explain/lacks.ts` tells of those that are in flight or lost, alike for every system.
   */
  lacks?(nodes: Readonly<Record<ActorId, S>>, setup: Setup, around: Surroundings): readonly Lack[];
}
