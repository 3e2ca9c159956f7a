import { describe, expect, test } from 'vitest';
import { DEFAULT_SETUP } from '../../../src/lib/scenario/defaults';
import { parseScenario } from '../../../src/lib/scenario/parse';
import { listed, parsed } from './parsed';

/** The set-up of a text. */
const setupOf = (toml: string) => parsed(toml).setup;

describe('defaults', () => {
  test.each(['', '\n', '# nothing but a remark', 'num_nodes = 5\nnum_clients = 3\n', '\ufeffnum_nodes = 5'])(
    '%j means the emulation',
    (toml) =>
      expect(parseScenario(toml)).toEqual({ ok: true, scenario: { setup: DEFAULT_SETUP, steps: [] } }),
  );

  test('the election starts by itself, unless a node is begun or the file says otherwise', () => {
    const autoStart = (toml: string) => setupOf(toml).options['raft'];
    expect(autoStart('')).toMatchObject({ autoStart: true });
    expect(autoStart('[raft]\nauto_start = false')).toMatchObject({ autoStart: false });
    expect(autoStart('[[node]]\nid = "n1"')).toMatchObject({ autoStart: false });
    expect(autoStart('raft.auto_start = true\n[[node]]\nid = "n1"')).toMatchObject({ autoStart: true });
    expect(autoStart('[[message]]\nmessage = "StartElection"\nfrom = "main"\nto = "n2"')).toMatchObject({
      autoStart: true,
    });
  });
});

test('every key of the set-up is read', () => {
  const setup = setupOf(`
title = "T"
description = "D"
system = "raft"
seed = 2147483647
num_nodes = 25
num_clients = 25
requests_per_client = 100
keys = ["__proto__", ""]
[raft]
auto_start = false
replication = "pipelined"
commit_notification = false
leader_noop = true
client_sessions = true
bugs = ["vote-twice", "commit-any-term"]
[multipaxos]
num_acceptors = 5
num_replicas = 1
bugs = ["forget-promise"]
[timing]
latency = [0, 0]
election_timeout = [1, 1000000]
heartbeat = 7`);
  expect(setup).toEqual({
    title: 'T',
    description: 'D',
    system: 'raft',
    seed: 2147483647,
    numNodes: 25,
    numClients: 25,
    requestsPerClient: 100,
    keys: ['__proto__', ''],
    options: {
      raft: {
        autoStart: false,
        replication: 'pipelined',
        commitNotification: false,
        leaderNoop: true,
        clientSessions: true,
        bugs: ['vote-twice', 'commit-any-term'],
      },
      multipaxos: { numAcceptors: 5, numReplicas: 1, bugs: ['forget-promise'] },
    },
    timing: { latency: [0, 0], electionTimeout: [1, 1000000], heartbeat: 7 },
    nodes: [],
    messages: [],
    clients: [],
  });
});

describe('[[node]]', () => {
  test('keeps what is given, and only that', () => {
    const toml = `
[[node]]
id = "n2"
[[node]]
id = "n1"
term = 3
voted_for = ""
role = "follower"
commit_index = 1
log = [1, { term = 2, op = "put", key = "a", value = "1" }, { term = 2, op = "get", key = "a" }, { term = 3, op = "noop" }]`;
    expect(setupOf(toml).nodes).toEqual([
      { id: 'n2' },
      {
        id: 'n1',
        term: 3,
        votedFor: null,
        role: 'follower',
        commitIndex: 1,
        log: [
          { term: 1, op: 'noop' },
          { term: 2, op: 'put', key: 'a', value: '1' },
          { term: 2, op: 'get', key: 'a' },
          { term: 3, op: 'noop' },
        ],
      },
    ]);
  });

  const figure7 = [
    ['n1', '[1, 1, 1, 4, 4, 5, 5, 6, 6, 6]', 'term = 8\nrole = "leader"'],
    ['n2', '[1, 1, 1, 4, 4, 5, 5, 6, 6]', ''],
    ['n3', '[1, 1, 1, 4]', ''],
    ['n4', '[1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6]', ''],
    ['n5', '[1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7]', ''],
    ['n6', '[1, 1, 1, 4, 4, 4, 4]', ''],
    ['n7', '[1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]', ''],
  ];
  const figure8 = {
    a: ['[1, 2]', '[1, 2]', '[1]', '[1]', '[1]'],
    b: ['[1, 2]', '[1, 2]', '[1]', '[1]', '[1, 3]'],
    c: ['[1, 2, 4]', '[1, 2]', '[1, 2]', '[1]', '[1, 3]'],
    d: ['[1, 3]', '[1, 3]', '[1, 3]', '[1, 3]', '[1, 3]'],
    e: ['[1, 2, 4]', '[1, 2, 4]', '[1, 2, 4]', '[1]', '[1, 3]'],
  };

  test("takes the paper's Figure 7", () => {
    const nodes = figure7.map(([id, log, more]) => `[[node]]\nid = "${id}"\nlog = ${log}\n${more}\n`);
    expect(listed(`num_nodes = 7\n${nodes.join('')}`)).toEqual([]);
  });

  test.each(Object.entries(figure8))("takes the paper's Figure 8 (%s)", (_, logs) => {
    const leader = logs.indexOf(logs.find((log) => log.includes('4') || log.includes('3')) ?? '');
    const nodes = logs.map((log, i) => {
      const role = i === leader ? 'term = 5\nrole = "leader"\n' : '';
      return `[[node]]\nid = "n${i + 1}"\nlog = ${log}\n${role}`;
    });
    expect(listed(nodes.join(''))).toEqual([]);
  });

  test('takes leaders of different terms, and a node behind its leader', () => {
    expect(
      listed(
        '[[node]]\nid = "n1"\nrole = "leader"\nterm = 1\n[[node]]\nid = "n2"\nrole = "leader"\nterm = 2',
      ),
    ).toEqual([]);
  });
});

describe('[[message]]', () => {
  const messageOf = (toml: string) => setupOf(`[[message]]\n${toml}`).messages[0];

  test.each([
    [
      'message = "StartElection"\nfrom = "main"\nto = "n3"',
      { type: 'StartElection', from: 'main', to: 'n3' },
    ],
    [
      'message = "RequestVote"\nfrom = "n1"\nto = "n2"\nterm = 2',
      {
        type: 'RequestVote',
        from: 'n1',
        to: 'n2',
        term: 2,
        candidateId: 'n1',
        lastLogIndex: 0,
        lastLogTerm: 0,
      },
    ],
    [
      'message = "VoteResponse"\nfrom = "n1"\nto = "n2"\nterm = 0\nvote_granted = true',
      { type: 'VoteResponse', from: 'n1', to: 'n2', term: 0, voteGranted: true },
    ],
    [
      'message = "AppendEntries"\nfrom = "n1"\nto = "n2"\nterm = 2\nleader_id = "n3"\nleader_commit = 9\nentries = [2]',
      {
        type: 'AppendEntries',
        from: 'n1',
        to: 'n2',
        term: 2,
        leaderId: 'n3',
        prevLogIndex: 0,
        prevLogTerm: 0,
        entries: [{ term: 2, op: 'noop' }],
        leaderCommit: 9,
      },
    ],
    [
      'message = "AppendEntriesResponse"\nfrom = "n1"\nto = "n2"\nterm = 2\nsuccess = false',
      { type: 'AppendEntriesResponse', from: 'n1', to: 'n2', term: 2, success: false, matchIndex: 0 },
    ],
    [
      'message = "CommitNotification"\nfrom = "n1"\nto = "n2"\nterm = 2\nleader_commit = 1\ncommit_term = 1',
      { type: 'CommitNotification', from: 'n1', to: 'n2', term: 2, leaderCommit: 1, commitTerm: 1 },
    ],
    [
      'message = "ClientPut"\nfrom = "c1"\nto = "n2"\nkey = "__proto__"\nvalue = ""',
      { type: 'ClientPut', from: 'c1', to: 'n2', request: 1, key: '__proto__', value: '' },
    ],
    [
      'message = "ClientGet"\nfrom = "c1"\nto = "n2"\nkey = "a"\nrequest = 4',
      { type: 'ClientGet', from: 'c1', to: 'n2', request: 4, key: 'a' },
    ],
    [
      'message = "ClientReply"\nfrom = "n1"\nto = "c2"\nok = false\nresult = "not leader"\nleader = "n2"',
      {
        type: 'ClientReply',
        from: 'n1',
        to: 'c2',
        request: 1,
        ok: false,
        result: 'not leader',
        leader: 'n2',
      },
    ],
  ])('%j', (toml, message) => expect(messageOf(toml)).toEqual(message));

  test('keeps their order', () => {
    const one = (to: string) => `[[message]]\nmessage = "StartElection"\nfrom = "main"\nto = "${to}"\n`;
    expect(setupOf(one('n2') + one('n1')).messages.map(({ to }) => to)).toEqual(['n2', 'n1']);
  });
});

test('[[client]] gives requests, or none', () => {
  const toml = `
[[client]]
id = "c2"
requests = [{ op = "put", key = "__proto__", value = "1" }, { op = "get", key = "constructor" }, { op = "delete", key = "" }]
[[client]]
id = "c1"
requests = []`;
  expect(setupOf(toml).clients).toEqual([
    {
      id: 'c2',
      requests: [
        { op: 'put', key: '__proto__', value: '1' },
        { op: 'get', key: 'constructor' },
        { op: 'delete', key: '' },
      ],
    },
    { id: 'c1', requests: [] },
  ]);
});
