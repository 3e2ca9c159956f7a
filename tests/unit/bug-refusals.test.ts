/** With a deliberate bug on, a refusal and a lack name what decided, not what the bug overruled. */
import { expect, test } from 'vitest';
import { tell } from '../../src/lib/explain/explain';
import { play } from '../../src/lib/index';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { lacking } from '../golden/lacking';
import { parsed } from './scenario/parsed';

const setUp = (bug: string, rest: string) =>
  `num_nodes = 3\nnum_clients = 0\n[raft]\nauto_start = false\nbugs = ["${bug}"]\n${rest}`;

/** The sentence of the last step, and its last comparison. */
function last(toml: string) {
  const { worlds, events, failure } = play(parsed(toml));
  expect(failure).toBeUndefined();
  const own = systemOf(worlds[0]!.setup);
  const refusal = events.at(-1)!.find(({ type }) => type.endsWith('-refused'));
  const { what, holds } = refusal!.comparisons!.at(-1)!;
  return { told: tell(own, events.at(-1)!), what, holds };
}

/** n1 stands for election; n2 has voted for n3 in that term, and its log is longer. */
const VOTED = `
[[node]]
id = "n1"
term = 1
role = "candidate"
[[node]]
id = "n2"
term = 1
voted_for = "n3"
log = [1]
[[message]]
message = "RequestVote"
from = "n1"
to = "n2"
term = 1
last_log_index = 0
last_log_term = 0
`;

/** n1 stands for election with a log that is newer and shorter than that of n2. */
const SHORTER = `
[[node]]
id = "n1"
term = 3
role = "candidate"
log = [2]
[[node]]
id = "n2"
term = 1
log = [1, 1]
[[message]]
message = "RequestVote"
from = "n1"
to = "n2"
term = 3
last_log_index = 1
last_log_term = 2
`;

/** n1 leads a term older than that of n2, and its message does not match. */
const OLD = `
[[node]]
id = "n1"
term = 1
role = "leader"
log = [1, 1]
[[node]]
id = "n2"
term = 2
log = []
[[message]]
message = "AppendEntries"
from = "n1"
to = "n2"
term = 1
prev_log_index = 2
prev_log_term = 1
entries = []
leader_commit = 0
`;

const DELIVER = '[[step]]\naction = "deliver"\n';

test.each([
  [
    'vote-twice',
    VOTED,
    'n2 refuses to vote for n1: n2’s log is newer (last term 1; n1’s is 0).',
    'last-term',
  ],
  [
    'vote-longest-log',
    SHORTER,
    'n2 refuses to vote for n1: n2’s log is longer (last index 2; n1’s is 1).',
    'last-index',
  ],
  [
    'accept-old-term',
    OLD,
    'n2 refuses AppendEntries from n1: n2’s log reaches only to index 0, not to index 2.',
    'prev-index',
  ],
])('%s: a refusal is told by what decided', (bug, rest, told, what) => {
  expect(last(setUp(bug, rest + DELIVER))).toEqual({ told, what, holds: false });
});

test.each([
  ['vote-twice', VOTED, 'Why does n2 not vote for n1?', 'n2’s log is newer (last term 1; n1’s is 0).'],
  [
    'vote-longest-log',
    SHORTER,
    'Why does n2 not vote for n1?',
    'n2’s log is longer (last index 2; n1’s is 1).',
  ],
  [
    'accept-old-term',
    OLD,
    'Why does n2 not take n1’s entries?',
    'n2 is in term 2: n1 steps down once it hears of this.',
  ],
])('%s: what is lacking is what would decide', (bug, rest, question, why) => {
  expect(lacking(setUp(bug, rest))[question]).toContain(why);
});
