import { isClientReply } from '../kv/message';
import { request } from '../explain/request';
import type { ClientReply } from '../kv/message';
import { answerText, shorten } from '../kv/text';
import type { Description } from '../protocol/description';
import type { Label } from '../protocol/label';
import type { Message } from '../protocol/message';

/** The label of a message. Its system says what it is; messages of clients have the same labels in every system. */
export function label({ labels }: Pick<Description, 'labels'>, message: Message): Label {
  const own = Object.hasOwn(labels, message.type) ? labels[message.type] : undefined;
  if (own) return own(message);
  if (isClientReply(message)) return replyLabel(message);
  return { words: shorten(request(message)), kind: 'client' };
}

function replyLabel(reply: ClientReply): Label {
  const { ok } = reply;
  return { mark: ok ? '✓' : '✗', words: shorten(answerText(reply)), kind: ok ? 'client' : 'refusal' };
}
