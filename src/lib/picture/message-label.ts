import { request } from '../explain/request';
import type { ClientReply } from '../kv/message';
import { answerText, shorten } from '../kv/text';
import type { Description } from '../protocol/description';
import type { Label } from '../protocol/label';
import type { Message } from '../protocol/message';

/** A message as it is shown wherever it is shown: as its system says, or, between clients and nodes, alike in every system. */
export function label({ labels }: Pick<Description, 'labels'>, message: Message): Label {
  const own = Object.hasOwn(labels, message.type) ? labels[message.type] : undefined;
  if (own) return own(message);
  if (message.type === 'ClientReply') return replyLabel(message as Message<ClientReply>);
  return { text: shorten(request(message)), kind: 'client' };
}

/** What stands on a chip behind the sign of its kind. */
export const chipText = ({ text }: Label): string => text.replace(/^[✓✗] /, '');

function replyLabel(reply: ClientReply): Label {
  const { ok } = reply;
  return { text: `${ok ? '✓' : '✗'} ${shorten(answerText(reply))}`, kind: ok ? 'client' : 'refusal' };
}
