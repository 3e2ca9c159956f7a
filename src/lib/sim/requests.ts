import { required } from '../protocol/known';
import { ask, outstanding, type ClientState } from '../kv/client';
import type { ClientRequest, Op } from '../kv/command';
import { toPayload } from '../kv/message';
import type { ActorId } from '../protocol/message';
import { inThousands, MOST_TERM } from '../protocol/ranges';
import type { Setup } from '../protocol/setup';
import { Refused } from './find';
import { drawInteger, drawOne } from './random';
import { posted, type Progress } from './progress';

const OPERATIONS: readonly Op[] = ['put', 'get', 'delete'];

/**
 * The client's own request number `k` (from 1): given by `[[client]]`, or random by seed, client and k only. null: there
 * are no more.
 */
function ownRequest(setup: Setup, client: ActorId, k: number): ClientRequest | null {
  const given = setup.clients.find(({ id }) => id === client);
  if (given) return given.requests[k - 1] ?? null;
  if (k > setup.requestsPerClient) return null;
  const op = drawOne(OPERATIONS, setup.seed, client, k, 'op');
  const key = drawOne(setup.keys, setup.seed, client, k, 'key');
  if (op !== 'put') return { op, key };
  return { op, key, value: `val_${drawInteger(0, 99, setup.seed, client, k, 'value')}` };
}

/** @throws Refused if the client has used the last number. */
function nextNumber({ id, lastRequest }: ClientState): number {
  if (lastRequest < MOST_TERM) return lastRequest + 1;
  throw new Refused(`${id} has used request number ${inThousands(MOST_TERM)}, the last that a run can have`);
}

/** Sends a new request under the next number. */
export function sendRequest(
  progress: Progress,
  client: ClientState,
  request: ClientRequest,
  to: ActorId,
): Progress {
  const number = nextNumber(client);
  const { world } = progress;
  const asked = ask(client, request, number, world.ticks + 1);
  return postRequest(withClient(progress, asked, true), asked, to, number, false);
}

/**
 * Sends the outstanding request again. With sessions it keeps its number and is one operation; without, it is a second
 * operation.
 */
export function sendAgain(
  progress: Progress,
  client: ClientState,
  to: ActorId,
  sameNumber: boolean,
): Progress {
  const request = required(outstanding(client), 'the request');
  if (sameNumber) return postRequest(progress, client, to, client.lastRequest, true);
  const number = nextNumber(client);
  const asked = ask(client, request, number, progress.world.ticks + 1);
  return postRequest(withClient(progress, asked, true), asked, to, number, true);
}

/** Sends the client's next own request, if there is one, to the last leader that it heard of. */
export function sendOwn(progress: Progress, id: ActorId): Progress {
  const client = required(progress.world.clients[id], 'the client');
  const request = ownRequest(progress.world.setup, id, client.ownSent + 1);
  if (client.waiting || !request) return progress;
  return sendRequest(progress, { ...client, ownSent: client.ownSent + 1 }, request, client.leader);
}

export function withClient(progress: Progress, client: ClientState, tick: boolean): Progress {
  const { world } = progress;
  const clients = { ...world.clients, [client.id]: client };
  return { ...progress, world: { ...world, clients, ticks: world.ticks + (tick ? 1 : 0) } };
}

function postRequest(
  progress: Progress,
  client: ClientState,
  to: ActorId,
  number: number,
  retry: boolean,
): Progress {
  const request = required(outstanding(client), 'the request');
  return posted(progress, [{ from: client.id, to, ...toPayload(request, number) }], (message) => ({
    type: 'client-requested',
    actor: client.id,
    message,
    retry,
  }));
}
