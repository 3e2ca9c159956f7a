/** What a lesson adds to a scenario: texts, questions and a place in the course. The names are TOML's own. */
import type { ActorId } from '../protocol/message';
import type { Action, MessageSelector } from './action';

/** `[lesson]`. Absent keys were not given. */
export interface Lesson {
  /** Its place in the course, from 1. */
  readonly number?: number;
  /** One sentence, for the list of lessons. */
  readonly summary?: string;
  /** How long it takes. */
  readonly minutes?: number;
  /** The text at the start. */
  readonly intro?: string;
  /** The text after the last step. */
  readonly outro?: string;
  /** Absent: a lesson. */
  readonly kind?: 'lesson' | 'challenge';
  /** Whether the lab keeps it to itself which bugs are on, until the lesson is done. */
  readonly hide_bugs?: boolean;
}

/** `[view]`: how a file opens. Absent: as the app opens by itself. */
export interface View {
  readonly stage?: 'ring' | 'rows';
  /** The view below the stage. */
  readonly dock?: 'diagram' | 'logs' | 'statechart' | 'trace' | 'reads';
}

/** What a step may carry beside its action. */
export interface Telling {
  /** Shown once the step is done, at its last act. */
  readonly note?: string;
  /** For the speaker window and the handout alone. */
  readonly speaker?: string;
  /** Asked before the step is done. */
  readonly ask?: Ask;
}

/** A question: choices, something to point at on the stage, or a value that the run shows once the step is done. */
export type Ask = ChoiceAsk | NodeAsk | MessageAsk | ValueAsk;

export interface ChoiceAsk {
  readonly question: string;
  /** 2 to 6, at least one of them right. */
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly text: string;
  /** Absent: it is wrong. */
  readonly right?: boolean;
  /** Why it is right or wrong. */
  readonly why: string;
  /** The acts, from the moment of the question, in which one sees that it is wrong or right. */
  readonly shows?: readonly Action[];
}

export interface NodeAsk {
  readonly question: string;
  readonly point: 'node';
  readonly right: readonly ActorId[];
  readonly why: string;
}

export interface MessageAsk {
  readonly question: string;
  readonly point: 'message';
  /** At least one of them fits something in flight as the question is asked. */
  readonly right: readonly MessageSelector[];
  readonly why: string;
}

export interface ValueAsk {
  readonly question: string;
  readonly value: ValueRef;
  readonly why: string;
}

/** A single value of a run. */
export type ValueRef =
  { readonly node: ActorId; readonly field: string } | { readonly client: ActorId; readonly field: 'reply' };
