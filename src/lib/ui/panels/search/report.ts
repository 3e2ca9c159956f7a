import type { ExploreOptions, ExploreResult } from '../../../explore/options';
import type { Violation } from '../../../checks/violation';
import type { ScenarioError } from '../../../scenario/errors';
import type { Expectation } from '../../../sim/action';
import type { Scenario } from '../../../sim/scenario';
import type { Prospect } from './prospect';

/** The kind of search: of all runs, shortest first, or random walks, which go deeper. */
export type Way = 'all' | 'walks';

/** A request of the page to the worker. */
export type Order =
  | {
      readonly kind: 'search';
      readonly way: Way;
      /** Which of the workers this is, from 0. Each draws other random runs. */
      readonly lot: number;
      readonly scenario: Scenario;
      readonly options: ExploreOptions;
    }
  /** Parses a scenario, to say what can be searched. */
  | { readonly kind: 'read'; readonly toml: string }
  /** Makes a link that opens a run at a step. */
  | { readonly kind: 'link'; readonly scenario: Scenario; readonly step: number }
  /** Writes a challenge to reach the same state as a found run. `words`: what it reaches. */
  | {
      readonly kind: 'challenge';
      readonly story: Story;
      readonly until: readonly Expectation[];
      readonly words: string;
    }
  | { readonly kind: 'stop' }
  /** Continues after a bound has stopped it, `by` acts further. */
  | { readonly kind: 'deeper'; readonly by: number };

/** How far a search is. */
export interface Progress {
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Of walks: how many have started. */
  readonly walks?: number;
}

/** A result for people. */
export interface Story {
  readonly scenario: Scenario;
  /** One sentence for each act that the search added. */
  readonly sentences: readonly string[];
  /** The violations at the end, if the goal was one. */
  readonly violations: readonly Violation[];
}

/** The end of a search. */
export interface Ending extends Progress {
  readonly way: Way;
  readonly story: Story | null;
  readonly stoppedBy: ExploreResult['stoppedBy'] | 'stopped';
  readonly complete: boolean;
  readonly collision: number;
  /** Of walks: how often each kind of act was done, and the titles of the rules that never fired. */
  readonly done?: Readonly<Record<string, number>>;
  readonly idle?: readonly string[];
}

/** A message of the worker to the page. */
export type Report =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'ended'; readonly ending: Ending }
  | { readonly kind: 'read'; readonly prospect: Prospect }
  | { readonly kind: 'link'; readonly fragment: string }
  | { readonly kind: 'challenge'; readonly toml: string }
  | { readonly kind: 'errors'; readonly errors: readonly ScenarioError[] }
  | { readonly kind: 'failed'; readonly message: string };
