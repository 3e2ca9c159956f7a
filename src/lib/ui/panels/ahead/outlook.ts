import type { CheckState } from '../../../checks/violation';
import type { Act } from '../../../sim/act';
import type { World } from '../../../sim/world';

/** What the page asks of the worker: what can happen next in a world. */
export interface Question {
  /** The number of the question; an answer to an earlier one is of no use any more. */
  readonly turn: number;
  readonly world: World;
  readonly known: CheckState;
}

/** One act that can be done, as the page tells it. */
export interface Prospective {
  readonly act: Act;
  /** "deliver RequestVote from n1 to n2" */
  readonly words: string;
  /** What happens then, in a sentence. */
  readonly told: string;
  /** The titles of the promises that it breaks. */
  readonly breaks: readonly string[];
  /** The fewest further acts after which a promise can be broken; null: none was found. */
  readonly within: number | null;
}

export interface Answer {
  readonly turn: number;
  readonly next: readonly Prospective[];
  /** All runs of up to so many further acts were looked at. */
  readonly looked: number;
  /** Nothing more will be looked at. */
  readonly over: boolean;
}
