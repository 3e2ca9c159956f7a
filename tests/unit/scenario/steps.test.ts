import { describe, expect, test } from 'vitest';
import { listed, parsed } from './parsed';

const stepOf = (fields: string) => parsed(`[[step]]\n${fields}`).steps[0];

test.each([
  [
    'action = "deliver"\nmessage = "AppendEntries"\nfrom = "n1"\nto = "n2"\nindex = 3\nnth = 2\nnote = "so"',
    { action: 'deliver', message: 'AppendEntries', from: 'n1', to: 'n2', index: 3, nth: 2, note: 'so' },
  ],
  ['action = "deliver"', { action: 'deliver' }],
  ['action = "deliver"\nid = 12', { action: 'deliver', id: 12 }],
  ['action = "drop"\nfrom = "main"', { action: 'drop', from: 'main' }],
  ['action = "duplicate"\nto = "c3"', { action: 'duplicate', to: 'c3' }],
  ['action = "timeout"\nnode = "n5"', { action: 'timeout', node: 'n5' }],
  ['action = "heartbeat"\nnode = "n1"', { action: 'heartbeat', node: 'n1' }],
  [
    'action = "request"\nclient = "c1"\nop = "put"\nkey = "__proto__"\nvalue = ""\nto = "n2"',
    { action: 'request', client: 'c1', op: 'put', key: '__proto__', value: '', to: 'n2' },
  ],
  [
    'action = "request"\nclient = "c1"\nop = "delete"\nkey = "a"',
    { action: 'request', client: 'c1', op: 'delete', key: 'a' },
  ],
  ['action = "retry"\nclient = "c2"\nto = "n3"', { action: 'retry', client: 'c2', to: 'n3' }],
  ['action = "crash"\nnode = "n1"', { action: 'crash', node: 'n1' }],
  ['action = "restart"\nnode = "n1"', { action: 'restart', node: 'n1' }],
  [
    'action = "partition"\ngroups = [["n1", "c1"], ["n2"], []]',
    { action: 'partition', groups: [['n1', 'c1'], ['n2'], []] },
  ],
  ['action = "partition"\ngroups = []', { action: 'partition', groups: [] }],
  ['action = "heal"', { action: 'heal' }],
  ['action = "next"\ncount = 10000', { action: 'next', count: 10000 }],
  ['action = "settle"\nlimit = 1', { action: 'settle', limit: 1 }],
  [
    'action = "expect"\nnode = "n1"\nrole = "leader"\nterm = 1\nvoted_for = ""\ncommit_index = 2\nlast_applied = 1\nlog = [1, 1]\nalive = true',
    {
      action: 'expect',
      node: 'n1',
      role: 'leader',
      term: 1,
      voted_for: '',
      commit_index: 2,
      last_applied: 1,
      log: [1, 1],
      alive: true,
    },
  ],
  ['action = "expect"\nnode = "n1"\nvoted_for = "n2"', { action: 'expect', node: 'n1', voted_for: 'n2' }],
  ['action = "expect"\nnode = "n1"\nstore = {}', { action: 'expect', node: 'n1', store: {} }],
  [
    'action = "expect"\nclient = "c1"\nreply = "not leader"',
    { action: 'expect', client: 'c1', reply: 'not leader' },
  ],
  ['action = "expect"\nviolation = "none"', { action: 'expect', violation: 'none' }],
  ['action = "expect"\nviolation = "log-matching"', { action: 'expect', violation: 'log-matching' }],
])('%j', (toml, step) => expect(stepOf(toml)).toEqual(step));

test('a store that is expected may have any keys', () => {
  const step = stepOf(
    'action = "expect"\nnode = "n1"\n[step.store]\n__proto__ = "1"\nconstructor = "2"\n"" = "3"',
  );
  const { store = {} } = step as { store?: Record<string, string> };
  expect(Object.entries(store)).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
    ['', '3'],
  ]);
  expect(({} as Record<string, unknown>)['1']).toBeUndefined();
});

test('steps keep their order, however they are written', () => {
  const actions = (toml: string) => parsed(toml).steps.map(({ action }) => action);
  expect(actions('step = [{ action = "heal" }, { action = "next" }]')).toEqual(['heal', 'next']);
  expect(actions('[[step]]\naction = "heal"\n[[step]]\naction = "next"')).toEqual(['heal', 'next']);
});

describe('errors', () => {
  test.each([
    ['', ['1:1 step 1: missing key "action" in [[step]]']],
    [
      'action = "delivr"',
      ['2:10 step 1: action is "delivr": expected one of the kinds of action; did you mean "deliver"?'],
    ],
    [
      'action = 3',
      [expect.stringMatching(/^2:10 step 1: action is 3: expected "deliver", "drop", .* or "task"$/)],
    ],
    ['action = "timeout"', ['1:1 step 1: missing key "node" in a timeout step']],
    [
      'action = "timeout"\nnod = "n1"',
      [
        '1:1 step 1: missing key "node" in a timeout step',
        '3:1 step 1: unknown key "nod" in a timeout step: did you mean "node"?',
      ],
    ],
    ['action = "heal"\nnode = "n1"', ['3:1 step 1: unknown key "node" in a heal step: did you mean "note"?']],
    [
      'action = "retry"\nclient = "c1"\nop = "get"',
      ['4:1 step 1: unknown key "op" in a retry step: expected action, client, to, note, speaker or ask'],
    ],
    ['action = "crash"\nnode = "n6"', ['3:8 step 1: node is "n6": expected a node (n1 to n5)']],
    [
      'action = "crash"\nnode = "N2"',
      ['3:8 step 1: node is "N2": expected a node (n1 to n5); did you mean "n2"?'],
    ],
    ['action = "crash"\nnode = "node 6"', ['3:8 step 1: node is "node 6": expected a node (n1 to n5)']],
    [
      'action = "retry"\nclient = "client_1"',
      ['3:10 step 1: client is "client_1": expected a client (c1 to c3); did you mean "c1"?'],
    ],
    [
      'action = "deliver"\nfrom = "Main"',
      [
        '3:8 step 1: from is "Main": expected a node or client or main (n1 to n5, c1 to c3 or main); did you mean "main"?',
      ],
    ],
    ['action = "crash"\nnode = 1', ['3:8 step 1: node is 1: expected a node (n1 to n5)']],
    ['action = "retry"\nclient = "c4"', ['3:10 step 1: client is "c4": expected a client (c1 to c3)']],
    [
      'action = "drop"\nfrom = "n0"\nto = "main"\nnth = 0',
      [
        '3:8 step 1: from is "n0": expected a node or client or main (n1 to n5, c1 to c3 or main)',
        '4:6 step 1: to is "main": expected a node or client (n1 to n5 or c1 to c3)',
        '5:7 step 1: nth is 0: expected an integer from 1 on',
      ],
    ],
    [
      'action = "deliver"\nmessage = "RequestVotes"',
      ['3:11 step 1: message is "RequestVotes": expected a type of message; did you mean "RequestVote"?'],
    ],
    [
      'action = "request"\nclient = "c1"\nop = "put"\nkey = "a"',
      ['1:1 step 1: missing key "value" in a request step with op "put"'],
    ],
    [
      'action = "request"\nclient = "c1"\nop = "get"\nkey = "a"\nvalue = "1"',
      [
        '6:1 step 1: unknown key "value" in a request step with op "get": expected action, client, to, note, speaker, ask, op or key',
      ],
    ],
    [
      'action = "request"\nclient = "c1"\nop = "incr"\nkey = "a"',
      ['4:6 step 1: op is "incr": expected "put", "get" or "delete"'],
    ],
    [
      'action = "partition"\ngroups = [["n1", "n9"], ["n2",\n "n1"]]',
      ['3:18 step 1: item 2 of item 1 of groups is "n9": expected a node or client (n1 to n5 or c1 to c3)'],
    ],
    [
      'action = "partition"\ngroups = [["n1", "n3"], ["n2",\n "n1"]]',
      ['4:2 step 1: n1 stands in two groups: expected each name once'],
    ],
    [
      'action = "partition"\ngroups = ["n1"]',
      ['3:11 step 1: item 1 of groups is "n1": expected a list of nodes and clients'],
    ],
    ['action = "next"\ncount = 0', ['3:9 step 1: count is 0: expected an integer from 1 to 10000']],
    ['action = "expect"', ['1:1 step 1: missing key "node", "client" or "violation" in an expect step']],
    [
      'action = "expect"\nnode = "n1"\nnote = "x"',
      [
        '1:1 step 1: nothing is expected of this node: give one of role, term, commit_index, last_applied, log, store, alive, voted_for',
      ],
    ],
    ['action = "expect"\nclient = "c1"', ['1:1 step 1: missing key "reply" in an expect step with client']],
    [
      'action = "expect"\nclient = "c1"\nreply = "ok"\nterm = 1',
      [
        '5:1 step 1: unknown key "term" in an expect step with client: expected action, note, speaker, ask, client or reply',
      ],
    ],
    [
      'action = "expect"\nviolation = "log_matchin"',
      [
        '3:13 step 1: violation is "log_matchin": expected the name of a promise, or "none"; did you mean "log-matching"?',
      ],
    ],
    [
      'action = "expect"\nnode = "n1"\nrole = "leder"\nstore = { a = 1 }\nlog = [1, "2"]',
      [
        '4:8 step 1: role is "leder": expected "follower", "candidate" or "leader"; did you mean "leader"?',
        '5:15 step 1: a is 1: expected a string, in quotes',
        '6:11 step 1: item 2 of log is "2": expected an integer from 0 to 1000000',
      ],
    ],
    [
      'action = "heal"\nnum_nodes = 3',
      [
        '3:1 step 1: unknown key "num_nodes" in a heal step: it belongs at the top of the file, before the first [table]',
      ],
    ],
  ])('%j', (toml, errors) => expect(listed(`[[step]]\n${toml}`)).toEqual(errors));

  test('are told of every step, by its number', () => {
    const toml =
      '[[step]]\naction = "heal"\n[[step]]\naction = "hea"\n[[step]]\n[[step]]\naction = "crash"\nnode = "x"';
    expect(listed(toml)).toEqual([
      '4:10 step 2: action is "hea": expected one of the kinds of action; did you mean "heal"?',
      '5:1 step 3: missing key "action" in [[step]]',
      '8:8 step 4: node is "x": expected a node (n1 to n5)',
    ]);
  });

  test('without clients no client can be named', () => {
    expect(listed('num_clients = 0\n[[step]]\naction = "retry"\nclient = "c1"')).toEqual([
      '4:10 step 1: client is "c1": expected a client, and there is none: num_clients is 0',
    ]);
  });

  test('names are not judged while the counts are wrong', () => {
    expect(listed('num_nodes = 99\n[[step]]\naction = "crash"\nnode = "n30"')).toEqual([
      '1:13 num_nodes is 99: expected an integer from 1 to 25',
    ]);
  });
});
