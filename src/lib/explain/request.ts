import { isClientPayload, toRequest } from '../kv/message';
import { requestText } from '../kv/text';
import type { Message } from '../protocol/message';

/** A client's request in words: `put a=1`, `get a`, `delete a`. For any other message, its type. */
export function request(message: Message): string {
  return isClientPayload(message) ? requestText(toRequest(message)) : message.type;
}
