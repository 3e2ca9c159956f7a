import type { Field, Fields } from './format-of-system';
import { formatOf } from './formats';
import { server } from './names';
import { boolean, string, term } from './values';

const text: Field = { read: () => string };
const request: Field = { read: () => term(1), otherwise: () => 1 };

/** The messages to and from clients, in every system. */
const CLIENT_MESSAGES: Readonly<Record<string, Fields>> = {
  ClientPut: { request, key: text, value: text },
  ClientGet: { request, key: text },
  ClientDelete: { request, key: text },
  ClientReply: {
    request,
    ok: { read: () => boolean },
    result: text,
    leader: { read: server, otherwise: () => undefined },
  },
};

/** The fields of every message that a file of this system can put in flight, by type. */
export function messagesOf(systemName: string): Readonly<Record<string, Fields>> {
  return { ...formatOf(systemName).messages, ...CLIENT_MESSAGES };
}
