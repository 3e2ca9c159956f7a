/** The operations of the store. */
export type Op = 'put' | 'get' | 'delete';

/** A client's request, before it is sent. `value` only with put. */
export interface ClientRequest {
  readonly op: Op;
  readonly key: string;
  readonly value?: string;
}

/** The store's answer. The words are the same in every system. */
export interface Result {
  readonly ok: boolean;
  readonly result: string;
}

/** The leader lost its leadership before the entry committed: the request may have happened or not. */
export const CONSENSUS_FAILED: Result = { ok: false, result: 'consensus failed' };

/** The node that was asked does not lead. */
export const NOT_LEADER: Result = { ok: false, result: 'not leader' };
