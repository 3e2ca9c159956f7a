import type { ActorId } from './message';

/**
 * The initial conditions of a scenario, with all defaults filled in. Plain JSON, never changed during a run. `options`
 * holds one table for each system, by its name; a system reads only its own.
 */
export interface Setup {
  readonly title: string | null;
  readonly description: string | null;
  readonly system: string;
  /** 0 to 2^31 − 1. All randomness of the run is derived from it. */
  readonly seed: number;
  readonly numNodes: number;
  readonly numClients: number;
  readonly requestsPerClient: number;
  readonly keys: readonly string[];
  readonly options: Readonly<Record<string, object>>;
  readonly timing: Timing;
  /** `[[node]]`: initial states. Each system knows its own fields. */
  readonly nodes: readonly NodeSetup[];
  /** `[[message]]`: in flight at step 0, in order, fields in camelCase. */
  readonly messages: readonly MessageSetup[];
  /** `[[client]]`: requests for a client in place of random ones. */
  readonly clients: readonly ClientSetup[];
}

/** Read by Play only, in virtual milliseconds. Pairs are [least, most]. */
interface Timing {
  readonly latency: readonly [number, number];
  readonly electionTimeout: readonly [number, number];
  readonly heartbeat: number;
}

export interface NodeSetup {
  readonly id: ActorId;
  readonly [field: string]: unknown;
}

export interface MessageSetup {
  readonly type: string;
  readonly from: ActorId;
  readonly to: ActorId;
  readonly [field: string]: unknown;
}

export interface ClientSetup {
  readonly id: ActorId;
  readonly requests: readonly RequestSetup[];
}

export interface RequestSetup {
  readonly op: 'put' | 'get' | 'delete';
  readonly key: string;
  readonly value?: string;
}
