/** What a client can ask of the store. */
export type Operation = 'put' | 'get' | 'delete';

/** A client's request, before it is sent. `value` only with put. */
export interface ClientRequest {
  readonly op: Operation;
  readonly key: string;
  readonly value?: string;
}

/** What the store answered; the words are the same in every system. */
export interface Result {
  readonly ok: boolean;
  readonly result: string;
}

/** The leader lost its place before the entry committed: it may have happened or not. */
export const CONSENSUS_FAILED: Result = { ok: false, result: 'consensus failed' };

/** The node asked does not lead. */
export const NOT_LEADER: Result = { ok: false, result: 'not leader' };
