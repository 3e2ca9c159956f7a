/** What a lesson adds to a scenario: texts, questions and a place in the course. The names are those of TOML. */
import type { ActorId } from '../protocol/message';
import type { Action, MessageSelector } from './action';

/** `[lesson]`. Absent keys were not given. */
export interface Lesson {
  /** Its place in the course, from 1. */
  readonly number?: number;
  /** One sentence, for the list of lessons. */
  readonly summary?: string;
  /** The time that it takes. */
  readonly minutes?: number;
  /** The text at the start. */
  readonly intro?: string;
  /** The text after the last step. */
  readonly outro?: string;
  /** Absent: a lesson. */
  readonly kind?: 'lesson' | 'challenge';
  /** Whether the lab hides which bugs are on until the lesson is done. */
  readonly hide_bugs?: boolean;
}

/** `[view]`: how the lab opens. Absent keys: as it opens by default. */
export interface View {
  readonly stage?: 'ring' | 'rows';
  /** The view below the stage. */
  readonly dock?: 'diagram' | 'logs' | 'statechart' | 'trace' | 'reads';
}

/** The texts and the question that a step may have beside its action. */
export interface Telling {
  /** Shown after the step, at its last act. */
  readonly note?: string;
  /** Shown only in the speaker window and the handout. */
  readonly speaker?: string;
  /** Asked before the step. */
  readonly ask?: Ask;
}

/** A question: choices, something to point at on the stage, or a value that the run shows after the step. */
export type Ask = ChoiceAsk | NodeAsk | MessageAsk | ValueAsk;

export interface ChoiceAsk {
  readonly question: string;
  /** 2 to 6, of which at least one is right. */
  readonly choices: readonly Choice[];
}

interface Choice {
  readonly text: string;
  /** Absent: wrong. */
  readonly right?: boolean;
  /** Why the choice is right or wrong. */
  readonly why: string;
  /** Acts, from the moment of the question on, that show why the choice is wrong or right. */
  readonly shows?: readonly Action[];
}

interface NodeAsk {
  readonly question: string;
  readonly point: 'node';
  readonly right: readonly ActorId[];
  readonly why: string;
}

interface MessageAsk {
  readonly question: string;
  readonly point: 'message';
  /** At least one of them matches a message that is in flight when the question is asked. */
  readonly right: readonly MessageSelector[];
  readonly why: string;
}

export interface ValueAsk {
  readonly question: string;
  readonly value: ValueRef;
  readonly why: string;
}

/** A single value in a run. */
type ValueRef =
  { readonly node: ActorId; readonly field: string } | { readonly client: ActorId; readonly field: 'reply' };
