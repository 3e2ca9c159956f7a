import type { ActorId } from '../protocol/message';

/** The shortest form of a command: `c=1`, `get a`, `del a`, `no-op`. */
export function commandText({ op, key, value }: { op: string; key?: string; value?: string }): string {
  if (op === 'put') return `${key}=${value}`;
  if (op === 'noop') return 'no-op';
  return `${op === 'delete' ? 'del' : op} ${key}`;
}

/** A command in words: `put a=1`, `get a`, `delete a`, `a no-op`. */
export function requestText({ op, key, value }: { op: string; key?: string; value?: string }): string {
  if (op === 'noop') return 'a no-op';
  return op === 'put' ? `put ${key}=${value}` : `${op} ${key}`;
}

/** A command as the emulation printed it: `PUT "a" = "1"`, `GET "a"`, `NO-OP`. */
export function loudText({ op, key, value }: { op: string; key?: string; value?: string }): string {
  if (op === 'noop') return 'NO-OP';
  return op === 'put' ? `PUT "${key}" = "${value}"` : `${op.toUpperCase()} "${key}"`;
}

/** The question about a client that waits. It names the request, because the client may have had answers to others. */
export function whyNoAnswer(client: ActorId, request: { op: string; key?: string; value?: string }): string {
  return `Why does ${client} have no answer to ${requestText(request)}?`;
}

/** The store's keys and values on one line; empty if nothing is stored. */
export function storeText(store: Readonly<Record<string, string>>): string {
  return Object.entries(store)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}

/** The shortest form of an answer: a refusal without the key, which the request has named. */
export function answerText({ ok, result }: { ok: boolean; result: string }): string {
  return ok ? result : (result.split(': ')[0] ?? result);
}

const MOST_CHARACTERS = 18;

/** A text cut to the length of a chip. */
export function shorten(text: string, most = MOST_CHARACTERS): string {
  const characters = Array.from(text);
  if (characters.length <= most) return text;
  return `${characters.slice(0, most - 1).join('')}…`;
}
