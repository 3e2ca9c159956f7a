import type { ActorId } from '../protocol/message';
import type { World } from '../sim/world';

/** A promise that a run broke. */
export interface Violation {
  /** Its name among the promises of the system that runs. */
  readonly invariant: string;
  /** `World.step` of the first world that shows it. */
  readonly step: number;
  /** The promise in the source's words, and the evidence. */
  readonly message: string;
  /** Those whose states are the evidence; clients, where it is their history. */
  readonly nodes: readonly ActorId[];
}

/** What checks remember of a run, whatever it runs: plain JSON, replaced and never changed. Each system's own remember more. */
export interface CheckState {
  /** In the order in which they were found. */
  readonly violations: readonly Violation[];
  /** What was accused already, by invariant and evidence. */
  readonly accused: Readonly<Record<string, true>>;
}

/** What is promised, by name: each in the source's words, with its section. */
export type Promises = Readonly<Record<string, string>>;

/** A promise's name as a sentence begins with it: "Election safety". */
export function promiseTitle(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The checks of one system. */
export interface Checks<Memory extends CheckState = CheckState> {
  readonly promises: Promises;
  /** Begins to watch a run at this world, its first or any later one. */
  begin(world: World): Memory;
  /** Watches one more world. `before` is the one that `memory` has seen last; acts may have been missed between the two. */
  observe(memory: Memory, before: World, world: World): Memory;
}

/** Whether this evidence against a promise has been brought already in this run. */
export function isAccused({ accused }: CheckState, invariant: string, evidence: string | number): boolean {
  return accused[`${invariant}/${evidence}`] === true;
}

/** Notes a violation, once for the same evidence in a run. */
export function accused<Memory extends CheckState>(
  memory: Memory,
  violation: Violation,
  evidence: string | number,
): Memory {
  if (isAccused(memory, violation.invariant, evidence)) return memory;
  return {
    ...memory,
    accused: { ...memory.accused, [`${violation.invariant}/${evidence}`]: true },
    violations: [...memory.violations, violation],
  };
}
