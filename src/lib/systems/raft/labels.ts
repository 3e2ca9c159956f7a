import { commandText, shorten } from '../../kv/text';
import type { Label, Labels } from '../../protocol/label';
import type { MessageOf, RaftPayload } from './message';

type Words = { readonly [T in RaftPayload['type']]: (message: MessageOf<T>) => Label };

/** How its messages are shown; `Words` sees to it that none is left out. */
export const labels: Words & Labels = {
  StartElection: () => ({ text: 'Start election', kind: 'elect' }),
  RequestVote: ({ term }) => ({ text: `Vote? t${term}`, kind: 'elect' }),
  VoteResponse: ({ term, voteGranted }) =>
    voteGranted
      ? { text: `✓ vote t${term}`, kind: 'assent' }
      : { text: `✗ no vote t${term}`, kind: 'refusal' },
  AppendEntries: (message) => ({
    text: appendText(message),
    kind: 'replicate',
    ...(message.entries.length === 0 && { heartbeat: true }),
  }),
  AppendEntriesResponse: ({ success, matchIndex, term }) =>
    success
      ? { text: `✓ match ${matchIndex}`, kind: 'assent' }
      : { text: `✗ no match t${term}`, kind: 'refusal' },
  CommitNotification: ({ leaderCommit }) => ({ text: `Commit ${leaderCommit}`, kind: 'learn' }),
};

function appendText({ entries, prevLogIndex }: MessageOf<'AppendEntries'>): string {
  const [entry] = entries;
  if (!entry) return `Heartbeat ${prevLogIndex}`;
  if (entries.length > 1) return `Append ${prevLogIndex + 1}–${prevLogIndex + entries.length}`;
  return `Append ${shorten(commandText(entry))}`;
}
