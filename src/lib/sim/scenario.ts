import type { Operation } from '../kv/command';
import type { ActorId } from '../protocol/message';
import type { Setup } from '../protocol/setup';
import type { MessageSelector, Step } from './action';
import type { Lesson, View } from './lesson';

/** A set-up plus a list of actions. The file a lecturer loads, a saved session, a lesson and a test fixture are all this. */
export interface Scenario {
  readonly setup: Setup;
  readonly steps: readonly Step[];
  /** `[lesson]`: its steps lead through a lesson. */
  readonly lesson?: Lesson;
  /** `[view]`: how it opens. */
  readonly view?: View;
  /** `[compare]`: two systems that are fed the same, side by side, in place of the one. */
  readonly pair?: Pair;
}

export interface Pair {
  /** Left and right, by name. */
  readonly systems: readonly [string, string];
  /** `[[compare.step]]`, done in order. */
  readonly steps: readonly PairStep[];
}

export type Side = 'left' | 'right';

/** Something done to a message of one side, and, with `both`, to that of the other which means the same. */
export type ChosenAct = {
  readonly action: 'deliver' | 'drop' | 'duplicate';
  readonly side: Side;
  readonly both?: boolean;
} & MessageSelector;

/** What is done to a pair: to both systems, unless it names a side. Where it does not, nodes have no names: they differ by system. */
export type PairAction =
  /** Both deliver what belongs to the next phase. */
  | { readonly action: 'phase' }
  /** A side delivers the oldest that it can; without a side, both deliver one message of the phase under way. */
  | { readonly action: 'next'; readonly side?: Side }
  | ChosenAct
  /** A client asks the leader of each side. */
  | {
      readonly action: 'request';
      readonly client: ActorId;
      readonly op: Operation;
      readonly key: string;
      readonly value?: string;
    }
  /** Every client that waits asks again. */
  | { readonly action: 'retry' }
  /** The leader stops. */
  | { readonly action: 'crash' }
  /** All that are down come back. */
  | { readonly action: 'restart' }
  /** The first node that can takes over. */
  | { readonly action: 'elect' }
  /** The leader is cut off from all other nodes. */
  | { readonly action: 'partition' }
  | { readonly action: 'heal' }
  /** The first message of the next phase is lost. */
  | { readonly action: 'drop'; readonly side?: never };

/** A `[[compare.step]]` table: an action and the text shown at it. */
export type PairStep = PairAction & { readonly note?: string };
