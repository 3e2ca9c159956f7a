import type { Setup } from '../protocol/setup';
import type { Step } from './action';

/** A set-up plus a list of actions. The file a lecturer loads, a saved session, a lesson and a test fixture are all this. */
export interface Scenario {
  readonly setup: Setup;
  readonly steps: readonly Step[];
}
