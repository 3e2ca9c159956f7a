import type { ScenarioError } from '../../scenario/errors';
import type { Scenario } from '../../sim/scenario';
import type { Naming } from '../../sim/select';
import type { Player } from './player.svelte';
import type { Slices } from './slices.svelte';
import type { Opened } from './toml';

/** A run that is read from a text, and can be written as one. */
export interface ScenarioRun extends Player {
  /** The running scenario, as it was parsed: the same object when it comes back. */
  readonly scenario: Scenario;
  /** A new object whenever the address would have to change. */
  readonly shown: object;
  /** The errors of the text that was to be loaded. */
  errors: readonly ScenarioError[];
  /** Whether the scenario contains all acts. */
  readonly untouched: boolean;
  /** Shows the start of a parsed scenario. One with errors only changes the list of errors. */
  load(read: Opened): boolean;
  /** The same in slices, between which the page stays alive. null: something else was opened meanwhile. */
  loadInSlices(read: Opened): Promise<boolean | null>;
  /** A long run that is on its way. */
  readonly slices: Slices;
  /** The set-up and all that was done, with messages named in either way. */
  toScenario(naming?: Naming): Scenario;
}
