import { expect, test } from 'vitest';
import { DEFAULT_SETUP } from '../../../src/lib/scenario/defaults';
import { formatScenario } from '../../../src/lib/scenario/format';
import { parsed } from './parsed';

test('the default scenario is the smallest file', () => {
  expect(formatScenario({ setup: DEFAULT_SETUP, steps: [] })).toBe('num_nodes = 5\nnum_clients = 3\n');
});

test('a file is written for people: what differs from the defaults, the tables, the steps last', () => {
  const text = `title = "Say \\"when\\""
description = """
Two lines,
one with \\u007f and \\"\\"\\"."""
num_nodes = 3
num_clients = 1
seed = 7

[raft]
leader_noop = true
bugs = ["vote-twice"]

[timing]
latency = [5, 6]

[[node]]
id = "n2"
role = "leader"
term = 3
commit_index = 1
log = [
  1,
  { term = 3, op = "put", key = "a", value = "é" },
]

[[node]]
id = "n1"
voted_for = ""
log = [1]

[[message]]
message = "RequestVote"
from = "n1"
to = "n3"
term = 2
candidate_id = "n1"
last_log_index = 1
last_log_term = 0

[[client]]
id = "c1"
requests = []

[[step]]
action = "request"
client = "c1"
to = "n2"
op = "put"
key = "__proto__"
value = ""
note = "A note"

[[step]]
action = "partition"
groups = [["n1"], ["n2", "n3"]]

[[step]]
action = "expect"
node = "n1"
term = 2
store = { __proto__ = "1", "a b" = "" }
`;
  expect(formatScenario(parsed(text))).toBe(text);
});

test('the same scenario is the same file, in whatever order its keys are', () => {
  const one = formatScenario({
    setup: DEFAULT_SETUP,
    steps: [{ action: 'deliver', from: 'n1', to: 'n2', note: 'x' }],
  });
  const other = formatScenario({
    setup: DEFAULT_SETUP,
    steps: [{ note: 'x', to: 'n2', from: 'n1', action: 'deliver' }],
  });
  expect(one).toBe(other);
});

test('as a list, each step has a line before the tables', () => {
  const text = `num_nodes = 3
num_clients = 0

step = [
{action="next",count=2},
{action="partition",groups=[["n1"], ["n2", "n3"]],note="Cut\\noff"},
{action="drop"},
]

[raft]
leader_noop = true
`;
  expect(formatScenario(parsed(text), 'list')).toBe(text);
  const pair = `num_nodes = 5
num_clients = 3

[compare]
systems = ["raft", "single"]

step = [
{action="phase"},
{action="drop",side="left",to="n2"},
]
`;
  expect(formatScenario(parsed(pair), 'list')).toBe(pair);
});

test('half a surrogate pair, which no file can hold, is written as U+FFFD', () => {
  const setup = { ...DEFAULT_SETUP, title: 'a\ud83d' };
  expect(parsed(formatScenario({ setup, steps: [] })).setup.title).toBe('a\ufffd');
});

test('a message from main or a client names its sender as candidate or leader, and is read back', () => {
  const requests = ['main', 'c1'].map(
    (from) => `[[message]]\nmessage = "RequestVote"\nfrom = "${from}"\nto = "n1"\nterm = 1\n`,
  );
  const append = '[[message]]\nmessage = "AppendEntries"\nfrom = "main"\nto = "n2"\nterm = 1\n';
  const scenario = parsed([...requests, append].join('\n'));
  expect(parsed(formatScenario(scenario))).toEqual(scenario);
});
