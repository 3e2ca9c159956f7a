import type { Op } from '../kv/command';
import type { ActorId } from '../protocol/message';
import type { Expectable } from '../protocol/protocol';
import type { Telling } from './lesson';

/**
 * Selects a message in flight: the oldest that matches every given field, or the `nth` of those (from 1). `{}`: the
 * oldest.
 */
export interface MessageSelector {
  readonly id?: number;
  readonly message?: string;
  readonly from?: ActorId;
  readonly to?: ActorId;
  /** The log index of the message's first entry. */
  readonly index?: number;
  readonly nth?: number;
}

/** The fields that `expect` compares of a node. `Protocol.expectable` gives them, by the names that TOML has. */
export interface NodeExpectation {
  readonly node: ActorId;
  readonly client?: never;
  readonly violation?: never;
  readonly [field: string]: Expectable | undefined;
}

export type Expectation =
  NodeExpectation | { readonly client: ActorId; readonly reply: string } | { readonly violation: string };

/** The student acts freely until something holds. A run does the solution instead. */
export interface Task {
  readonly action: 'task';
  /** What the student is asked to do. */
  readonly do: string;
  /** All of these must hold at once in the end. */
  readonly until: readonly Expectation[];
  readonly hint?: string;
  /** One way to do it. It contains no `expect` and no task. */
  readonly solution: readonly Action[];
}

/** The action of a `[[step]]` table, without its texts and questions. */
export type Action =
  | ({ readonly action: 'deliver' } & MessageSelector)
  | ({ readonly action: 'drop' } & MessageSelector)
  | ({ readonly action: 'duplicate' } & MessageSelector)
  | { readonly action: 'timeout'; readonly node: ActorId }
  | { readonly action: 'heartbeat'; readonly node: ActorId }
  | {
      readonly action: 'request';
      readonly client: ActorId;
      readonly op: Op;
      readonly key: string;
      readonly value?: string;
      readonly to?: ActorId;
    }
  | { readonly action: 'retry'; readonly client: ActorId; readonly to?: ActorId }
  | { readonly action: 'crash'; readonly node: ActorId }
  | { readonly action: 'restart'; readonly node: ActorId }
  | { readonly action: 'partition'; readonly groups: readonly (readonly ActorId[])[] }
  | { readonly action: 'heal' }
  /** `count`: at most `MOST_NEXT`. */
  | { readonly action: 'next'; readonly count?: number }
  | { readonly action: 'settle'; readonly limit?: number }
  | ({ readonly action: 'expect' } & Expectation)
  | Task;

/** The largest count of one `next`. */
export const MOST_NEXT = 10_000;

/** A `[[step]]` table: an action, with its texts and question. */
export type Step = Action & Telling;

/** The action of a step, without its texts and question. */
export function actionOf({ note: _note, speaker: _speaker, ask: _ask, ...action }: Step): Action {
  return action as Action;
}
