import type { Operation } from '../kv/command';
import type { ActorId } from '../protocol/message';
import type { Expectable } from '../protocol/protocol';
import type { Telling } from './lesson';

/** Names a message in flight: the oldest that fits all that is given, or the `nth` of those (from 1). `{}`: the oldest. */
export interface MessageSelector {
  readonly id?: number;
  readonly message?: string;
  readonly from?: ActorId;
  readonly to?: ActorId;
  /** The log index of its first entry. */
  readonly index?: number;
  readonly nth?: number;
}

/** What `expect` compares of a node: fields that `Protocol.expectable` gives, by the names that TOML has. */
export interface NodeExpectation {
  readonly node: ActorId;
  readonly client?: never;
  readonly violation?: never;
  readonly [field: string]: Expectable | undefined;
}

export type Expectation =
  NodeExpectation | { readonly client: ActorId; readonly reply: string } | { readonly violation: string };

/** The student acts freely until something holds; in a run its solution is done instead. */
export interface Task {
  readonly action: 'task';
  /** What there is to do. */
  readonly do: string;
  /** What must hold in the end, all at once. */
  readonly until: readonly Expectation[];
  readonly hint?: string;
  /** One way to do it. It holds no `expect` and no task. */
  readonly solution: readonly Action[];
}

/** What a `[[step]]` table parses to, without what it tells. */
export type Action =
  | ({ readonly action: 'deliver' } & MessageSelector)
  | ({ readonly action: 'drop' } & MessageSelector)
  | ({ readonly action: 'duplicate' } & MessageSelector)
  | { readonly action: 'timeout'; readonly node: ActorId }
  | { readonly action: 'heartbeat'; readonly node: ActorId }
  | {
      readonly action: 'request';
      readonly client: ActorId;
      readonly op: Operation;
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

/** The most that one `next` counts. */
export const MOST_NEXT = 10_000;

/** A `[[step]]` table: an action and what is told at it. */
export type Step = Action & Telling;

/** The action of a step alone. */
export function actionOf({ note: _note, speaker: _speaker, ask: _ask, ...action }: Step): Action {
  return action as Action;
}
