import type { CheckState } from '../../../checks/violation';
import type { Shape } from '../../../protocol/portrait';
import type { Act } from '../../../sim/act';
import type { World } from '../../../sim/world';

/** What the page asks of the worker: what can happen next in a world. */
export interface Question {
  /** The number of the question; an answer to an earlier one is of no use any more. */
  readonly turn: number;
  readonly world: World;
  readonly known: CheckState;
}

/** A node in a few marks. */
export interface Small {
  readonly id: string;
  readonly shape: Shape;
  readonly role: string;
  readonly alive: boolean;
  /** The shortest form of its term, ballot or the like; empty: it has none. */
  readonly epoch: string;
  /** How many entries its log has; null: it has no log. */
  readonly entries: number | null;
  /** Whether the act changes it. */
  readonly changed: boolean;
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
  /** The nodes of the world that it leads to. */
  readonly nodes: readonly Small[];
  /** The fewest further acts after which a promise can be broken; null: none was found. */
  readonly within: number | null;
}

export interface Answer {
  readonly turn: number;
  readonly next: readonly Prospective[];
  /** How many messages are in flight, each of which can be dropped. */
  readonly drops: number;
  /** All runs of up to so many further acts were looked at. */
  readonly looked: number;
  /** Nothing more will be looked at. */
  readonly over: boolean;
}
