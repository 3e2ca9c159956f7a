import type { ClientState } from '../kv/client';
import type { TimerKind } from '../protocol/event';
import type { ActorId, Message } from '../protocol/message';
import type { Setup } from '../protocol/setup';
import type { NodeState } from '../protocol/protocol';

/** A node's one timer, and when it is due in virtual milliseconds. Only Play reads it. */
export interface Timer {
  readonly kind: TimerKind;
  readonly setAt: number;
  readonly due: number;
}

export interface Network {
  /** Oldest first. */
  readonly inFlight: readonly Message[];
  /** The id of the next message. */
  readonly nextId: number;
  /** null: the network is whole. */
  readonly groups: readonly (readonly ActorId[])[] | null;
}

/** The whole state at one moment of a run: plain JSON, replaced at every step and never changed. */
export interface World {
  readonly setup: Setup;
  /** How many single acts have been done. */
  readonly step: number;
  /** The time in virtual milliseconds; it never goes back. */
  readonly now: number;
  /** In display order. */
  readonly nodes: Readonly<Record<ActorId, NodeState>>;
  readonly timers: Readonly<Record<ActorId, Timer>>;
  readonly network: Network;
  readonly clients: Readonly<Record<ActorId, ClientState>>;
  /** Whether the clients have begun to send their own requests. */
  readonly clientsBegan: boolean;
  /** The counter behind `call` and `return` of operations. */
  readonly ticks: number;
}
