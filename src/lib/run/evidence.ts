import { commonIn } from '../protocol/event';
import { itemAt } from '../protocol/known';
import type { Operation } from '../kv/client';
import { isClientPayload, type ClientReply, isClientReply } from '../kv/message';
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import type { Message } from '../protocol/message';
import type { Sequence } from './growing';
import type { Moment } from './tree';
import type { Description } from '../protocol/description';
import type { RequestId, StoredRequest } from '../protocol/stored-request';

/** What happened to an operation's request in a step, in a few words: `message 4 delivered to n1`. */
interface Fact {
  readonly step: number;
  readonly text: string;
}

/** The evidence of a client's operation: the client's number for it, its messages, and the log entries that carry it. */
interface Evidence {
  readonly request: number;
  /** In order. */
  readonly facts: readonly Fact[];
  /** Where nodes store it at the last moment. */
  readonly stored: readonly StoredRequest[];
}

/** The part of a description that tells where nodes store requests. */
type RequestStorage = Pick<Description, 'storedRequests'>;

/**
 * The messages and log entries of an operation; null: no moment knows it.
 *
 * @param moments of one run, from its start
 * @param operation of a client's history at any of the moments
 */
export function evidenceOf(
  system: RequestStorage,
  moments: Sequence<Moment>,
  operation: Operation,
): Evidence | null {
  const request = numberOf(moments, operation);
  if (request === null) return null;
  const wanted = { client: operation.client, request };
  const known = new Set<string>();
  const facts = [...moments].flatMap((moment, i) => {
    const { sent, others } = messagesOf(moment.events, wanted);
    const texts = [
      ...others,
      ...newlyStored(system, i > 0 ? moments.at(i - 1) : undefined, moment, wanted, known),
      ...sent,
    ];
    return texts.map((text) => ({ step: moment.world.step, text }));
  });
  const last = itemAt(moments, -1);
  const nodes = Object.values(last.world.nodes);
  return { request, facts, stored: nodes.flatMap((node) => system.storedRequests?.(node, wanted) ?? []) };
}

/** The client's number for an operation: its last number when the operation entered its history. */
function numberOf(moments: Sequence<Moment>, { client: id, call }: Operation): number | null {
  for (const { world } of moments) {
    const client = world.clients[id];
    const at = client?.history.findIndex((known) => known.call === call) ?? -1;
    if (client && at >= 0) return client.lastRequest - (client.history.length - 1 - at);
  }
  return null;
}

/** What happened to a request's messages in a step. A node sends its reply only after it has handled the request. */
function messagesOf(events: readonly ProtocolEvent[], wanted: RequestId) {
  const answers = events.some(({ type, actor }) => type === 'client-answered' && actor === wanted.client);
  const told = commonIn(events).flatMap((event) => {
    if (!('message' in event)) return [];
    const { message } = event;
    if (isRequest(message, wanted)) return { sent: false, text: ofRequest(event, message) };
    if (!isReply(message, wanted)) return [];
    return { sent: event.type === 'message-sent', text: ofReply(event, message, answers) };
  });
  const texts = (sent: boolean) => told.flatMap((it) => (it.sent === sent ? (it.text ?? []) : []));
  return { sent: texts(true), others: texts(false) };
}

const isRequest = (message: Message, { client, request }: RequestId): boolean =>
  message.from === client && isClientPayload(message) && message.request === request;

const isReply = (message: Message, { client, request }: RequestId): message is Message<ClientReply> =>
  message.to === client && isClientReply(message) && message.request === request;

function ofRequest(event: CommonEvent, { id, to }: Message): string | null {
  switch (event.type) {
    case 'client-requested':
      return `${event.retry ? 'request sent again' : 'request sent'} to ${to} (message ${id})`;
    case 'message-sent':
      return `request sent to ${to} (message ${id})`;
    case 'message-delivered':
      return `request delivered to ${to} (message ${id})`;
    case 'message-dropped':
    case 'message-lost':
      return `request lost on its way to ${to} (message ${id})`;
    default:
      return null;
  }
}

function ofReply(event: CommonEvent, reply: Message<ClientReply>, answers: boolean): string | null {
  const { id, from, to, result } = reply;
  switch (event.type) {
    case 'message-sent':
      return `${from} replies ${result} (message ${id})`;
    case 'message-delivered':
      return answers ? `${to} is answered ${result} by ${from} (message ${id})` : null;
    case 'client-ignored-reply':
      return `${to} ignores the reply of ${from} (message ${id})`;
    case 'message-dropped':
    case 'message-lost':
      return `reply of ${from} lost (message ${id})`;
    default:
      return null;
  }
}

/** The places that store the request for the first time, or further than any node before. `known` is updated. */
function newlyStored(
  system: RequestStorage,
  before: Moment | undefined,
  now: Moment,
  wanted: RequestId,
  known: Set<string>,
): string[] {
  const nodes = Object.values(now.world.nodes);
  const changed = nodes.filter((node) => before?.world.nodes[node.id] !== node);
  return changed.flatMap((node) =>
    (system.storedRequests?.(node, wanted) ?? []).flatMap(({ place, how }) => {
      const what = `${how} ${place}`;
      if (known.has(what)) return [];
      known.add(what);
      return `${how} by ${node.id} at ${place}`;
    }),
  );
}
