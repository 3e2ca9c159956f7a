import { itemAt } from '../protocol/known';
import type { ActorId } from '../protocol/message';
import { CONSENSUS_FAILED, NOT_LEADER, type ClientRequest, type Op } from './command';
import type { ClientReply } from './message';

/**
 * One operation as its client saw it. `call` and `return` are times of one counter of the run. Without `return` there was
 * no answer: the operation may have happened or not.
 */
export interface Operation {
  readonly client: ActorId;
  readonly op: Op;
  readonly key: string;
  readonly value?: string;
  readonly call: number;
  readonly return?: number;
  readonly ok?: boolean;
  readonly result?: string;
}

/** A client. It is sequential: at most one request is outstanding, the last of its history. Plain JSON. */
export interface ClientState {
  readonly id: ActorId;
  /** The last leader that the client heard of. */
  readonly leader: ActorId;
  /** How many of its own requests it has sent. They are random, or given by `[[client]]`. */
  readonly ownSent: number;
  /** The number of its last request; 0: none yet. */
  readonly lastRequest: number;
  readonly waiting: boolean;
  readonly history: readonly Operation[];
}

export function newClient(id: ActorId, leader: ActorId): ClientState {
  return { id, leader, ownSent: 0, lastRequest: 0, waiting: false, history: [] };
}

/** The client makes a new request with `number` at time `call`. */
export function ask(client: ClientState, request: ClientRequest, number: number, call: number): ClientState {
  const operation: Operation = { client: client.id, ...request, call };
  return { ...client, lastRequest: number, waiting: true, history: client.history.concat(operation) };
}

/** The request that it waits for; null: none. */
export function outstanding(client: ClientState): ClientRequest | null {
  const last = client.history.at(-1);
  if (!client.waiting || !last) return null;
  const { op, key, value } = last;
  return value === undefined ? { op, key } : { op, key, value };
}

/** Whether a reply answers the request that the client waits for. */
export function expects(client: ClientState, reply: ClientReply): boolean {
  return client.waiting && reply.request === client.lastRequest;
}

/**
 * The client hears a reply at time `at`, from `from`. A node that answers as leader is the leader; one that refuses may
 * name the leader.
 */
export function hear(client: ClientState, reply: ClientReply, from: ActorId, at: number): ClientState {
  const { ok, result } = reply;
  const answered = { ...itemAt(client.history, -1), return: at, ok, result };
  const demoted = !ok && (result === NOT_LEADER.result || result === CONSENSUS_FAILED.result);
  const leader = reply.leader ?? (demoted ? client.leader : from);
  return { ...client, leader, waiting: false, history: client.history.with(-1, answered) };
}
