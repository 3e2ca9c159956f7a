import { request } from '../explain/request';
import type { ClientReply } from '../kv/message';
import { answerText, shorten } from '../kv/text';
import type { Label, Labels } from '../protocol/label';
import type { Message } from '../protocol/message';
import { SYSTEMS } from '../scenario/systems';

export function label(message: Message): Label {
  const known = ownLabel(message.type);
  if (known) return known(message);
  if (message.type === 'ClientReply') return replyLabel(message as Message<ClientReply>);
  return { text: shorten(request(message)), kind: 'client' };
}

/** What stands on a chip behind the sign of its kind. */
export const chipText = (message: Message): string => label(message).text.replace(/^[✓✗] /, '');

function replyLabel(reply: ClientReply): Label {
  const { ok } = reply;
  return { text: `${ok ? '✓' : '✗'} ${shorten(answerText(reply))}`, kind: ok ? 'client' : 'refusal' };
}

/** How a system shows its own messages: a type means the same wherever it is sent. */
function ownLabel(type: string): Labels[string] | undefined {
  for (const { labels } of Object.values(SYSTEMS)) if (labels[type]) return labels[type];
  return undefined;
}
