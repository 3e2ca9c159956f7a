import type { ActorId } from '../../protocol/message';

/**
 * A command for a slot: an operation on the store, and the client whose request it is ("Paxos Made Moderately Complex",
 * §2: a command is ⟨κ, cid, operation⟩). A no-op does nothing and has no client.
 */
export interface Command {
  readonly op: 'put' | 'get' | 'delete' | 'noop';
  readonly key?: string;
  readonly value?: string;
  /** Absent for no-ops and for commands of the set-up. */
  readonly client?: ActorId;
  readonly request?: number;
}

export const NOOP: Command = { op: 'noop' };

/** Values by slot, counted from 1; plain JSON, with gaps. */
export type BySlot<T> = Readonly<Record<number, T>>;

/**
 * The values with their slots, in the order of slots. An object's keys have that order if they are small integers
 * (ECMAScript, OrdinaryOwnPropertyKeys).
 */
export function bySlot<T>(known: BySlot<T>): [slot: number, value: T][] {
  return Object.entries(known).map(([slot, value]) => [Number(slot), value]);
}

/** The slots that have a value, in the same order. */
export function slotsOf(known: BySlot<unknown>): number[] {
  return Object.keys(known).map(Number);
}

/** 0: no slot has a value. */
export function highestSlot(known: BySlot<unknown>): number {
  return slotsOf(known).at(-1) ?? 0;
}

export function sameCommand(a: Command | undefined, b: Command | undefined): boolean {
  if (!a || !b) return false;
  const sameOperation = a.op === b.op && a.key === b.key && a.value === b.value;
  return sameOperation && a.client === b.client && a.request === b.request;
}
