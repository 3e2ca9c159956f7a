import { describe, expect, test } from 'vitest';
import { either } from '../../../src/lib/scenario/errors';
import { parseScenario } from '../../../src/lib/scenario/parse';
import { SYSTEMS } from '../../../src/lib/scenario/all-systems';
import { listed } from './parsed';

const AVAILABLE = either(Object.keys(SYSTEMS));
const TOP = 'it belongs at the top of the file, before the first [table]';

describe('keys and values of the set-up', () => {
  test.each([
    ['num_nodes = 0', ['1:13 num_nodes is 0: expected an integer from 1 to 25']],
    ['num_nodes = 26', ['1:13 num_nodes is 26: expected an integer from 1 to 25']],
    ['num_nodes = -1', ['1:13 num_nodes is -1: expected an integer from 1 to 25']],
    ['num_nodes = 5.0', ['1:13 num_nodes is 5.0: expected an integer from 1 to 25']],
    ['num_nodes = 1e1', ['1:13 num_nodes is 1e1: expected an integer from 1 to 25']],
    ['num_nodes = nan', ['1:13 num_nodes is nan: expected an integer from 1 to 25']],
    ['num_nodes = -inf', ['1:13 num_nodes is -inf: expected an integer from 1 to 25']],
    ['num_nodes = "5" # five', ['1:13 num_nodes is "5": expected an integer from 1 to 25']],
    ['num_nodes = true', ['1:13 num_nodes is true: expected an integer from 1 to 25']],
    ['num_nodes = [5]', ['1:13 num_nodes is [5]: expected an integer from 1 to 25']],
    ['num_nodes = { x = 5 }', ['1:13 num_nodes is a table: expected an integer from 1 to 25']],
    ['num_nodes = 2024-01-01', ['1:13 num_nodes is 2024-01-01: expected an integer from 1 to 25']],
    ['num_nodes = 12:00:00', ['1:13 num_nodes is 12:00:00: expected an integer from 1 to 25']],
    ['[num_nodes]', ['1:1 num_nodes is a table: expected an integer from 1 to 25']],
    ['seed = 2147483648', ['1:8 seed is 2147483648: expected an integer from 0 to 2147483647']],
    ['seed = 9007199254740993', ['1:8 seed is 9007199254740993: expected an integer from 0 to 2147483647']],
    [
      `seed = ${'9'.repeat(400)}`,
      [`1:8 seed is ${'9'.repeat(60)}…: expected an integer from 0 to 2147483647`],
    ],
    [
      `${Array.from({ length: 1000 }, (_, i) => `# "\na${i}.b.c.d.e = "a.b.c.d.e"`).join('\n')}`.repeat(2),
      ['2001:3 found more than 4,000 tables by dotted keys: expected keys of one or two parts'],
    ],
    [`seed = ${'9'.repeat(2000)}`, ['1:8 found a number of more than 1,000 digits: expected at most 16']],
    ['num_clients = 26', ['1:15 num_clients is 26: expected an integer from 0 to 25']],
    ['requests_per_client = 101', ['1:23 requests_per_client is 101: expected an integer from 0 to 100']],
    ['title = 5', ['1:9 title is 5: expected a string, in quotes']],
    ['keys = []', ['1:8 keys is []: expected a list of 1 to 20 strings']],
    ['keys = "a"', ['1:8 keys is "a": expected a list of 1 to 20 strings']],
    [`keys = [${'"a",'.repeat(21)}]`, ['1:8 keys is a list: expected a list of 1 to 20 strings']],
    ['keys = ["a",\n  2]', ['2:3 item 2 of keys is 2: expected a string, in quotes']],
    ['num_node = 5', ['1:1 unknown key "num_node": did you mean "num_nodes"?']],
    ['Num-Nodes = 5', ['1:1 unknown key "Num-Nodes": did you mean "num_nodes"?']],
    ['"nodes\\n" = 5', [expect.stringMatching(/^1:1 unknown key "nodes\\n": expected num_nodes, /)]],
    ['__proto__ = 1', [expect.stringMatching(/^1:1 unknown key "__proto__": expected num_nodes, /)]],
    [
      'constructor.prototype.x = 1',
      [expect.stringMatching(/^1:1 unknown key "constructor": expected num_nodes, /)],
    ],
    [
      '[raft]\n[raft.__proto__]\nx = 1',
      [expect.stringMatching(/^2:7 unknown key "__proto__" in \[raft\]: expected /)],
    ],
    ['auto_start = false', ['1:1 unknown key "auto_start": it belongs under [raft]']],
    ['heartbeat = 50', ['1:1 unknown key "heartbeat": it belongs under [timing]']],
    ['[raft]\nnum_nodes = 5', [`2:1 unknown key "num_nodes" in [raft]: ${TOP}`]],
    ['system = "raft2"', [`1:10 system is "raft2": expected ${AVAILABLE}; did you mean "raft"?`]],
    ['system = "toString"', [`1:10 system is "toString": expected ${AVAILABLE}`]],
    ['raft = 1', ['1:8 raft is 1: expected a table']],
    ['[[raft]]', ['1:3 raft is a list: expected a table']],
    ['raft.leader_noop = 1', ['1:20 raft.leader_noop is 1: expected true or false']],
    ['raft.replication = "sync"', ['1:20 raft.replication is "sync": expected "synchronous" or "pipelined"']],
    [
      '[raft]\nbugs = ["vote-twice", "vote_ignore_log"]',
      [
        '2:23 item 2 of raft.bugs is "vote_ignore_log": expected the name of a bug; did you mean "vote-ignores-log"?',
      ],
    ],
    [
      '[raft]\nbugs = ["x"]',
      [expect.stringMatching(/^2:9 item 1 of raft.bugs is "x": expected "vote-ignores-log", /)],
    ],
    [
      'multipaxos.num_acceptors = 0',
      ['1:28 multipaxos.num_acceptors is 0: expected an integer from 1 to 25'],
    ],
    [
      '[timing]\nlatency = [30, 10]\nelection_timeout = [0, 1]\nheartbeat = 0',
      [
        '2:11 timing.latency is [30, 10]: expected a pair [least, most] of integers from 0 to 1000000, the least first',
        '3:21 item 1 of timing.election_timeout is 0: expected an integer from 1 to 1000000',
        '4:13 timing.heartbeat is 0: expected an integer from 1 to 1000000',
      ],
    ],
    [
      'timing.latency = [1, 2, 3]',
      ['1:18 timing.latency is [1, 2, 3]: expected a pair [least, most] of integers from 0 to 1000000'],
    ],
    ['[node]\nid = "n1"', ['1:1 node is a table: expected tables that each begin with [[node]]']],
    ['node = [1]', ['1:9 item 1 of node is 1: expected a table']],
  ])('%j', (toml, errors) => expect(listed(toml)).toEqual(errors));
});

describe('[[node]], [[message]] and [[client]]', () => {
  test.each([
    ['[[node]]', ['1:1 missing key "id" in [[node]]']],
    ['[[node]]\nid = "n9"', ['2:6 id is "n9": expected a node (n1 to n5)']],
    [
      '[[node]]\nid = "n1"\nrole = "boss"',
      ['3:8 role is "boss": expected "follower", "candidate" or "leader"'],
    ],
    [
      '[[node]]\nid = "n1"\nvotedFor = "n1"',
      ['3:1 unknown key "votedFor" in [[node]]: did you mean "voted_for"?'],
    ],
    ['[[node]]\nid = "n1"\n[[node]]\nid = "n1"', ['4:6 there are two [[node]] tables for n1: expected one']],
    [
      '[[node]]\nid = "n1"\nlog = [1, 2, 1]',
      ['3:14 the log of n1 falls from term 2 to 1 at index 3: expected terms that never fall'],
    ],
    ['[[node]]\nid = "n1"\nlog = [0]', ['3:8 item 1 of log is 0: expected an integer from 1 to 1000000']],
    [
      '[[node]]\nid = "n1"\nlog = [1, "x"]',
      [
        '3:11 item 2 of log is "x": expected a term, or a table such as { term = 1, op = "put", key = "a", value = "1" }',
      ],
    ],
    [
      '[[node]]\nid = "n1"\nlog = [\n  { term = 1, op = "put", key = "a" },\n  { term = "1", op = "get", key = "a", value = "1" },\n  { op = "noop" },\n]',
      [
        '4:3 missing key "value" in a put entry',
        '5:12 term is "1": expected an integer from 1 to 1000000',
        '5:40 unknown key "value" in a get entry: expected term, op or key',
        '6:3 missing key "term" in a noop entry',
      ],
    ],
    [
      '[[node]]\nid = "n1"\nlog = [1]\ncommit_index = 2',
      ['4:16 commit_index of n1 is 2: expected at most 1, the last index of its log'],
    ],
    [
      '[[node]]\nid = "n1"\ncommit_index = 1',
      ['3:16 commit_index of n1 is 1: expected at most 0, the last index of its log'],
    ],
    [
      '[[node]]\nid = "n1"\nlog = [1, 3]\nterm = 2',
      ['4:8 term of n1 is 2: expected at least 3, for its log has an entry of that term'],
    ],
    [
      '[[node]]\nid = "n1"\nrole = "leader"',
      ['3:8 n1 is a leader of term 0: expected a term from 1 on, for every election begins a new one'],
    ],
    [
      '[[node]]\nid = "n1"\nrole = "candidate"\nterm = 0',
      ['4:8 n1 is a candidate of term 0: expected a term from 1 on, for every election begins a new one'],
    ],
    [
      '[[node]]\nid = "n1"\nrole = "candidate"\nterm = 1\nvoted_for = "n2"',
      ['5:13 voted_for of n1 is "n2": expected "n1", for a candidate has voted for itself'],
    ],
    [
      '[[node]]\nid = "n1"\nrole = "leader"\nterm = 2\n[[node]]\nid = "n2"\nrole = "leader"\nlog = [2]',
      ['7:8 n2 and n1 both lead term 2: expected one leader a term'],
    ],
    [
      '[[message]]\nmessage = "RequestVote"\nfrom = "n1"\nto = "main"\nleader_commit = 1',
      [
        '1:1 missing key "term" in a RequestVote message',
        '4:6 to is "main": expected a node or client (n1 to n5 or c1 to c3)',
        '5:1 unknown key "leader_commit" in a RequestVote message: expected message, from, to, term, candidate_id, last_log_index or last_log_term',
      ],
    ],
    [
      '[[message]]\nmessage = "VoteRequest"',
      [expect.stringMatching(/^2:11 message is "VoteRequest": expected "StartElection", "RequestVote", /)],
    ],
    [
      '[[message]]\nmessage = "AppendEntry"\nfrom = "n1"\nto = "n2"',
      ['2:11 message is "AppendEntry": expected one of the kinds of message; did you mean "AppendEntries"?'],
    ],
    [
      '[[message]]\nmessage = "VoteResponse"\nfrom = "n1"\nto = "n2"\nterm = 1\nvote_granted = 1',
      ['6:16 vote_granted is 1: expected true or false'],
    ],
    ['[[client]]\nid = "c1"', ['1:1 missing key "requests" in [[client]]']],
    [
      '[[client]]\nid = "c1"\nrequests = [{ op = "put", key = "a" }, { op = "get", key = "a", value = "1" }, 3]',
      [
        '3:13 missing key "value" in a put request',
        '3:65 unknown key "value" in a get request: expected op or key',
        '3:80 item 3 of requests is 3: expected a table',
      ],
    ],
    [
      'client = [{ id = "c1", requests = [] }, { id = "c1", requests = [] }]',
      ['1:48 there are two [[client]] tables for c1: expected one'],
    ],
  ])('%j', (toml, errors) => expect(listed(toml)).toEqual(errors));
});

describe('all that is wrong is told, in the order of the text', () => {
  test('from every part', () => {
    const toml =
      'num_nodes = 0\nsed = 1\n[raft]\nbugs = 1\n[[client]]\nid = "c9"\nrequests = []\n[[step]]\naction = "x"\n';
    expect(listed(toml)).toEqual([
      '1:13 num_nodes is 0: expected an integer from 1 to 25',
      '2:1 unknown key "sed": did you mean "seed"?',
      '4:8 raft.bugs is 1: expected a list of names of bugs',
      '6:6 id is "c9": expected a client (c1 to c3)',
      expect.stringMatching(/^9:10 step 1: action is "x": expected "deliver", /),
    ]);
  });

  test('with the path of the key or value', () => {
    const result = parseScenario('[[node]]\nid = "n1"\nlog = [1, { term = 0, op = "noop" }]\n"a b" = 1');
    const paths = result.ok ? [] : result.errors.map(({ path }) => path);
    expect(paths).toEqual(['node[0].log[1].term', 'node[0]."a b"']);
  });

  test('up to two hundred errors', () => {
    const result = parseScenario('[[step]]\n'.repeat(5000));
    const errors = result.ok ? [] : result.errors;
    expect(errors).toHaveLength(201);
    expect(errors.at(-1)).toEqual({
      message: 'there are more errors: only 200 are listed',
      line: 200,
      column: 1,
    });
  });
});

test('nothing that is read reaches a prototype', () => {
  parseScenario('__proto__.polluted = 1\nconstructor.prototype.polluted = 1\n[raft.__proto__]\npolluted = 1');
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});
