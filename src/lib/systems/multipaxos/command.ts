import type { ActorId } from '../../protocol/message';

/**
 * What a slot decides: an operation on the store, and which client's request it is ("Paxos Made Moderately Complex", §2: a
 * command is ⟨κ, cid, operation⟩). A no-op asks nothing, and is nobody's.
 */
export interface Command {
  readonly op: 'put' | 'get' | 'delete' | 'noop';
  readonly key?: string;
  readonly value?: string;
  /** Absent for no-ops and for what a scenario begins with. */
  readonly client?: ActorId;
  readonly request?: number;
}

export const NOOP: Command = { op: 'noop' };

/** What is known by slot, slots counted from 1; plain JSON, with gaps. */
export type BySlot<T> = Readonly<Record<number, T>>;

/** What is known, with its slot, in the order of slots: that of an object's keys where these are small integers (ECMAScript, OrdinaryOwnPropertyKeys). */
export function bySlot<T>(known: BySlot<T>): [slot: number, value: T][] {
  return Object.entries(known).map(([slot, value]) => [Number(slot), value]);
}

/** The slots of which something is known, in the same order. */
export function slotsOf(known: BySlot<unknown>): number[] {
  return Object.keys(known).map(Number);
}

/** 0: nothing is known of any slot. */
export function highestSlot(known: BySlot<unknown>): number {
  return slotsOf(known).at(-1) ?? 0;
}

export function sameCommand(a: Command | undefined, b: Command | undefined): boolean {
  if (!a || !b) return false;
  const sameOperation = a.op === b.op && a.key === b.key && a.value === b.value;
  return sameOperation && a.client === b.client && a.request === b.request;
}
