import { describe, expect, test } from 'vitest';
import { sentence, tell } from '../../src/lib/explain/explain';
import { play } from '../../src/lib/index';
import type { CommonEvent } from '../../src/lib/protocol/event';
import { compareIs, done } from '../../src/lib/protocol/verdict';
import { raft } from '../../src/lib/scenario/systems/raft';
import { parsed } from './scenario/parsed';

const begun = (id: string, term: number, log: string, rest = '') =>
  `[[node]]\nid = "${id}"\nterm = ${term}\nlog = [${log}]\n${rest}\n`;
const told = (term: number, leaderCommit: number, commitTerm: number) => `[[message]]
message = "CommitNotification"
from = "n1"
to = "n2"
term = ${term}
leader_commit = ${leaderCommit}
commit_term = ${commitTerm}
`;

describe('a notification that is ignored shows what is compared, up to what decided', () => {
  test.each([
    ['it is of an older term', told(1, 1, 1), ['current-term']],
    ['it is known', told(2, 1, 1), ['current-term', 'commit-newer']],
    ['the log is too short', told(2, 3, 2), ['current-term', 'commit-newer', 'commit-index']],
    [
      'its entry has another term',
      told(2, 2, 2),
      ['current-term', 'commit-newer', 'commit-index', 'commit-term'],
    ],
  ])('%s', (_name, message, comparisons) => {
    const { events, failure } = play(
      parsed(
        `num_nodes = 2\nnum_clients = 0\n${begun('n2', 2, '1, 1', 'commit_index = 1')}${message}[[step]]\naction = "deliver"\nmessage = "CommitNotification"\n`,
      ),
    );
    expect(failure).toBeUndefined();
    const ignored = events.flat().find(({ type }) => type === 'notification-ignored');
    expect(ignored?.comparisons?.map(({ what }) => what)).toEqual(comparisons);
    expect(ignored?.comparisons?.map(({ holds }) => holds)).toEqual(
      comparisons.map((_, i) => i < comparisons.length - 1),
    );
  });
});

test('a reply that its client ignores is told by what it waits for', () => {
  const message = { id: 1, from: 'n1', to: 'c1', sentAt: 0, type: 'ClientReply' };
  const event = { type: 'client-ignored-reply', actor: 'c1', message } as const;
  const say = (expected: number | null) => sentence(raft, { ...event, expected } as CommonEvent);
  expect(say(null)).toBe('c1 ignores n1’s reply: it is not waiting for one.');
  expect(say(2)).toBe('c1 ignores n1’s reply: it answers an earlier request.');
});

test('a step is told by what a bug let pass, before what came of it', () => {
  const { comparisons } = done(compareIs('granted', { name: 'voteGranted', value: false, of: 'n2' }));
  const counted = {
    ...{ type: 'vote-counted', actor: 'n1', voter: 'n2', votes: 2, needed: 2, again: false },
    comparisons,
  };
  const won = { type: 'election-won', actor: 'n1', term: 1, votes: 2, servers: 3 };
  expect(tell(raft, [counted, won])).toMatch(/^n1 counts n2’s vote although n2 refused/);
  expect(tell(raft, [{ ...counted, comparisons: [] }, won])).toMatch(/^n1 wins/);
});
