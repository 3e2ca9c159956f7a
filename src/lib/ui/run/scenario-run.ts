import type { ScenarioError } from '../../scenario/errors';
import type { Scenario } from '../../sim/scenario';
import type { Naming } from '../../sim/select';
import type { Player } from './player.svelte';
import type { Opened } from './toml';

/** A run that is read from a text, and can be written as one again. */
export interface ScenarioRun extends Player {
  /** What runs, as it was read: the same object again where it comes back. */
  readonly scenario: Scenario;
  /** What is shown: another object whenever an address would have to say something else. */
  readonly shown: object;
  /** What is wrong with the text that was to be loaded. */
  errors: readonly ScenarioError[];
  /** Whether all that was done stands in the scenario. */
  readonly untouched: boolean;
  /** Shows the start of a scenario that was read; one with errors changes nothing but the list of them. */
  load(read: Opened): boolean;
  /** The set-up and all that was done, with messages named in either way. */
  toScenario(naming?: Naming): Scenario;
}
