import { commandText, shorten } from '../../kv/text';
import type { Label, Labels } from '../../protocol/label';
import type { MessageOf, RaftPayload } from './message';

type Words = { readonly [T in RaftPayload['type']]: (message: MessageOf<T>) => Label };

/** The label of each message; the type `Words` asks for all of them. */
export const labels: Words & Labels = {
  StartElection: () => ({ words: 'Start election', kind: 'elect' }),
  RequestVote: ({ term }) => ({ words: `Vote? t${term}`, kind: 'elect' }),
  VoteResponse: ({ term, voteGranted }) =>
    voteGranted
      ? { mark: '✓', words: `vote t${term}`, kind: 'assent' }
      : { mark: '✗', words: `no vote t${term}`, kind: 'refusal' },
  AppendEntries: (message) => ({
    words: appendText(message),
    kind: 'replicate',
    ...(message.entries.length === 0 && { heartbeat: true }),
  }),
  AppendEntriesResponse: ({ success, matchIndex, term }) =>
    success
      ? { mark: '✓', words: `match ${matchIndex}`, kind: 'assent' }
      : { mark: '✗', words: `no match t${term}`, kind: 'refusal' },
  CommitNotification: ({ leaderCommit }) => ({ words: `Commit ${leaderCommit}`, kind: 'learn' }),
};

function appendText({ entries, prevLogIndex }: MessageOf<'AppendEntries'>): string {
  const [entry] = entries;
  if (!entry) return `Heartbeat ${prevLogIndex}`;
  if (entries.length > 1) return `Append ${prevLogIndex + 1}–${prevLogIndex + entries.length}`;
  return `Append ${shorten(commandText(entry))}`;
}
