import type { ClientRequest } from '../kv/command';
import type { ActorId } from '../protocol/message';
import type { Expectation } from '../sim/action';
import type { Scenario } from '../sim/scenario';

/** The goal of a search. */
export type Goal =
  /** A broken promise, by its name; `any`: any promise. */
  | { readonly violation: string }
  /** A world in which all of these hold at once; each has the fields of `expect`. */
  | { readonly reach: readonly Expectation[] };

/** The acts that a search adds only up to a limit. */
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
  /** How many of each a run may add; 0 by default. Deliveries are free. */
  readonly acts?: Partial<Readonly<Record<(typeof LIMITED)[number], number>>>;
  /** Each may be made once, by that client when it is idle, to any node. */
  readonly requests?: readonly (ClientRequest & { readonly client: ActorId })[];
  /** Each may be made any number of times. */
  readonly partitions?: readonly (readonly (readonly ActorId[])[])[];
  /** A world in which a node exceeds these is not followed: its term (or round), and its number of entries. */
  readonly maxTerm?: number;
  readonly maxLog?: number;
  /** The most acts that a run may add. */
  readonly depth?: number;
  /** The most worlds that the search may store. */
  readonly states?: number;
  readonly seconds?: number;
  /**
   * Leaves out acts that no shortest run needs: those that remove a message from the network without any other effect.
   * Everything reachable without the message is also reachable while it stays in flight. The result is the same, with
   * fewer worlds.
   */
  readonly reduce?: boolean;
  /**
   * Counts worlds as one that differ only in the names of nodes, where the set-up and the goal treat these nodes alike. The
   * result is the same, with fewer worlds.
   */
  readonly symmetry?: boolean;
  /** The most memory of the search, in megabytes; 512 by default. */
  readonly megabytes?: number;
}

export interface ExploreResult {
  /** The scenario with the acts that reach the goal; null: none was found. */
  readonly found: Scenario | null;
  /** The number of acts added; no shorter run within the bounds reaches the goal. */
  readonly length: number | null;
  /** Distinct worlds found. */
  readonly states: number;
  /** Worlds generated, including repetitions. */
  readonly generated: number;
  /** All runs of up to this many acts were searched. */
  readonly depth: number;
  /** All runs within the bounds on acts, terms and logs were searched. */
  readonly complete: boolean;
  readonly stoppedBy: null | 'found' | 'depth' | 'states' | 'seconds' | 'memory';
  /** The probability that the search mistook some world for another and skipped it. */
  readonly collision: number;
  /** The memory of the search, in bytes. */
  readonly bytes: number;
}
