import type { ActorId } from '../protocol/message';
import type { World } from '../sim/world';

/** A broken promise of a run. */
export interface Violation {
  /** The promise's name in the system that runs. */
  readonly invariant: string;
  /** `World.step` of the first world that shows the violation. */
  readonly step: number;
  /** The promise in the source's words, and the evidence. */
  readonly message: string;
  /** The nodes whose states are the evidence, or the clients if their histories are. */
  readonly nodes: readonly ActorId[];
}

/** The memory of checks, for any system: plain JSON, replaced and never changed. Each system's checks remember more. */
export interface CheckState {
  /** In the order in which they were found. */
  readonly violations: readonly Violation[];
  /** What has been reported, by invariant and evidence. */
  readonly accused: Readonly<Record<string, true>>;
}

/** The promises by name, each in the words of the source, with its section. */
type Promises = Readonly<Record<string, string>>;

/** A promise's name as the beginning of a sentence: "Election safety". */
export function promiseTitle(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The checks of one system. */
export interface Checks<Memory extends CheckState = CheckState> {
  readonly promises: Promises;
  /** Starts to check a run at this world, which may be any world of the run. */
  begin(world: World): Memory;
  /** Checks one more world. `before` is the last world that `memory` has seen; acts may have been missed in between. */
  observe(memory: Memory, before: World, world: World): Memory;
}

/** Whether this evidence against a promise has been reported in this run. */
export function isAccused({ accused }: CheckState, invariant: string, evidence: string | number): boolean {
  return accused[`${invariant}/${evidence}`] === true;
}

/** Adds a violation, unless the same evidence has been reported in this run. */
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
