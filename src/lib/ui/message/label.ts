import type { Message } from '../../protocol/message';
import { request } from '../../explain/request';

/** How a message is shown wherever it is shown: a short name with the one field that matters, and what kind of thing it is. */
export interface Label {
  readonly text: string;
  readonly kind: 'vote' | 'append' | 'commit' | 'client' | 'refusal' | 'start';
}

type Fields = Record<string, unknown>;

const LABELS: Readonly<Record<string, (m: Fields) => Label>> = {
  StartElection: () => ({ text: 'Start election', kind: 'start' }),
  RequestVote: (m) => ({ text: `Vote? t${m['term']}`, kind: 'vote' }),
  VoteResponse: (m) =>
    m['voteGranted']
      ? { text: `✓ vote t${m['term']}`, kind: 'vote' }
      : { text: `✗ no vote t${m['term']}`, kind: 'refusal' },
  AppendEntries: (m) => ({ text: appendText(m), kind: 'append' }),
  AppendEntriesResponse: (m) =>
    m['success']
      ? { text: `✓ match ${m['matchIndex']}`, kind: 'append' }
      : { text: `✗ no match t${m['term']}`, kind: 'refusal' },
  CommitNotification: (m) => ({ text: `Commit ${m['leaderCommit']}`, kind: 'commit' }),
  ClientReply: (m) => ({
    text: `${m['ok'] ? '✓' : '✗'} ${shorten(String(m['result']))}`,
    kind: m['ok'] ? 'client' : 'refusal',
  }),
};

function appendText({ entries, prevLogIndex }: Fields): string {
  const list = entries as readonly { op: string; key?: string; value?: string }[];
  if (list.length === 0) return `Heartbeat ${String(prevLogIndex)}`;
  if (list.length > 1) return `Append ${Number(prevLogIndex) + 1}–${Number(prevLogIndex) + list.length}`;
  const [entry] = list;
  return `Append ${shorten(entryText(entry ?? { op: 'noop' }))}`;
}

/** An entry as short as it can be said: `c=1`, `get a`, `del a`, `no-op`. */
export function entryText({ op, key, value }: { op: string; key?: string; value?: string }): string {
  if (op === 'put') return `${key}=${value}`;
  if (op === 'noop') return 'no-op';
  return `${op === 'delete' ? 'del' : op} ${key}`;
}

export function label(message: Message): Label {
  const known = LABELS[message.type];
  if (known) return known(message as unknown as Fields);
  if (message.type.startsWith('Client')) return { text: shorten(request(message)), kind: 'client' };
  return { text: message.type, kind: 'append' };
}

function shorten(text: string): string {
  const characters = Array.from(text);
  return characters.length > 18 ? `${characters.slice(0, 17).join('')}…` : text;
}
