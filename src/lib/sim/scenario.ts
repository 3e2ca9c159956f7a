import type { Op } from '../kv/command';
import type { ActorId } from '../protocol/message';
import type { Setup } from '../protocol/setup';
import type { MessageSelector, Step } from './action';
import type { Lesson, View } from './lesson';

/** A set-up plus a list of actions. A lecturer's file, a saved session, a lesson and a test fixture all have this form. */
export interface Scenario {
  readonly setup: Setup;
  readonly steps: readonly Step[];
  /** `[lesson]`: texts and questions for the steps. */
  readonly lesson?: Lesson;
  /** `[view]`: how the lab opens. */
  readonly view?: View;
  /** `[compare]`: two systems that get the same input, side by side, in place of one system. */
  readonly pair?: Pair;
}

export interface Pair {
  /** Left and right, by name. */
  readonly systems: readonly [string, string];
  /** `[[compare.step]]`, done in order. */
  readonly steps: readonly PairStep[];
}

export type Side = 'left' | 'right';

/** An act on a message of one side, and, with `both`, on its counterpart on the other side. */
export type ChosenAct = {
  readonly action: 'deliver' | 'drop' | 'duplicate';
  readonly side: Side;
  readonly both?: boolean;
} & MessageSelector;

/**
 * An act on a pair of systems: on both, unless it names a side. Without a side it names no nodes, because nodes differ by
 * system.
 */
export type PairAction =
  /** Both sides deliver the messages of the next phase. */
  | { readonly action: 'phase' }
  /** The side delivers its oldest deliverable message. Without a side, both deliver one message of the current phase. */
  | { readonly action: 'next'; readonly side?: Side }
  | ChosenAct
  /** A client sends a request to the leader of each side. */
  | {
      readonly action: 'request';
      readonly client: ActorId;
      readonly op: Op;
      readonly key: string;
      readonly value?: string;
    }
  /** Every waiting client retries. */
  | { readonly action: 'retry' }
  /** The leader crashes. */
  | { readonly action: 'crash' }
  /** Every crashed node restarts. */
  | { readonly action: 'restart' }
  /** The first node that can starts an election. */
  | { readonly action: 'elect' }
  /** The leader is partitioned from all other nodes. */
  | { readonly action: 'partition' }
  | { readonly action: 'heal' }
  /** The first message of the next phase is dropped. */
  | { readonly action: 'drop'; readonly side?: never };

/** A `[[compare.step]]` table: an action and the text shown at it. */
export type PairStep = PairAction & { readonly note?: string };
