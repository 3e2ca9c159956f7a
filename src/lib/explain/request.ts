import type { Message } from '../protocol/message';

/** A client's request in words: `put a=1`, `get a`, `delete a`. */
export function request(message: Message): string {
  const { type, key, value } = message as Message & { key?: string; value?: string };
  const op = type.replace(/^Client/, '').toLowerCase();
  return op === 'put' ? `put ${key}=${value}` : `${op} ${key}`;
}
