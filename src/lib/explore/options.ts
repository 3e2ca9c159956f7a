import type { ClientRequest } from '../kv/command';
import type { ActorId } from '../protocol/message';
import type { Expectation } from '../sim/action';
import type { Scenario } from '../sim/scenario';

/** What a search looks for. */
export type Goal =
  /** A promise broken, by its name; `any`: whichever. */
  | { readonly violation: string }
  /** A world in which all of these hold at once; each has the fields of `expect`. */
  | { readonly reach: readonly Expectation[] };

/** The acts that a search adds only as often as it is told. */
export const LIMITED = [
  'timeout',
  'heartbeat',
  'crash',
  'restart',
  'drop',
  'duplicate',
  'retry',
  'heal',
] as const;

export interface ExploreOptions {
  readonly goal: Goal;
  /** How many of each a run may add; 0 where nothing is said. Deliveries are free. */
  readonly acts?: Partial<Readonly<Record<(typeof LIMITED)[number], number>>>;
  /** Each may be made once, by that client when it waits for nothing, to any node. */
  readonly requests?: readonly (ClientRequest & { readonly client: ActorId })[];
  /** Each may be made any number of times. */
  readonly partitions?: readonly (readonly (readonly ActorId[])[])[];
  /** A world in which a node has moved beyond these is not followed: its term (or round), and the entries that it holds. */
  readonly maxTerm?: number;
  readonly maxLog?: number;
  /** The most acts that a run may add. */
  readonly depth?: number;
  /** The most worlds that the search may keep. */
  readonly states?: number;
  readonly seconds?: number;
  /**
   * Leaves out what no shortest run does: takes a message out of the network without any effect. Whatever can be reached without the message
   * can be reached while it stays in flight. The same is found; fewer worlds are met.
   */
  readonly reduce?: boolean;
  /** The most memory that the search may fill, in megabytes; 512 where nothing is said. */
  readonly megabytes?: number;
}

export interface ExploreResult {
  /** The scenario with the acts added that lead there; null: nothing was found. */
  readonly found: Scenario | null;
  /** How many acts were added; no shorter run within the bounds reaches the goal. */
  readonly length: number | null;
  /** Distinct worlds met. */
  readonly states: number;
  /** Worlds made, met before or not. */
  readonly generated: number;
  /** No run of up to so many acts is left to look at. */
  readonly depth: number;
  /** All runs within the bounds on acts, terms and logs were looked at. */
  readonly complete: boolean;
  readonly stoppedBy: null | 'found' | 'depth' | 'states' | 'seconds' | 'memory';
  /** The chance that the search took some world for another, and so passed it over. */
  readonly collision: number;
  /** What the search filled, in bytes. */
  readonly bytes: number;
}
