import type { ExploreOptions, ExploreResult } from '../../../explore/options';
import type { Violation } from '../../../checks/violation';
import type { ScenarioError } from '../../../scenario/errors';
import type { Expectation } from '../../../sim/action';
import type { Scenario } from '../../../sim/scenario';
import type { Prospect } from './prospect';

/** How a search looks: at all runs, shorter ones first; or at runs drawn by lot, which go deeper. */
export type Way = 'all' | 'walks';

/** What the page asks of the worker. */
export type Order =
  | {
      readonly kind: 'search';
      readonly way: Way;
      readonly scenario: Scenario;
      readonly options: ExploreOptions;
    }
  /** Reads a scenario, to say what can be searched. */
  | { readonly kind: 'read'; readonly toml: string }
  /** Makes a link that opens a run at a step. */
  | { readonly kind: 'link'; readonly scenario: Scenario; readonly step: number }
  /** Writes a challenge to reach the same as a run that was found. `words`: what it reaches. */
  | {
      readonly kind: 'challenge';
      readonly story: Story;
      readonly until: readonly Expectation[];
      readonly words: string;
    }
  | { readonly kind: 'stop' }
  /** Goes on where a bound has stopped it, so many acts further. */
  | { readonly kind: 'deeper'; readonly by: number };

/** How far a search has come. */
export interface Progress {
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Of walks: how many have begun. */
  readonly walks?: number;
}

/** What was found, as people read it. */
export interface Story {
  readonly scenario: Scenario;
  /** One sentence for each act that the search added. */
  readonly sentences: readonly string[];
  /** What is broken at the end, if that was the goal. */
  readonly violations: readonly Violation[];
}

/** What a search has come to. */
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

/** What the worker tells the page. */
export type Report =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'ended'; readonly ending: Ending }
  | { readonly kind: 'read'; readonly prospect: Prospect }
  | { readonly kind: 'link'; readonly fragment: string }
  | { readonly kind: 'challenge'; readonly toml: string }
  | { readonly kind: 'errors'; readonly errors: readonly ScenarioError[] }
  | { readonly kind: 'failed'; readonly message: string };
