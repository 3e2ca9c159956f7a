import { expect, test } from 'vitest';
import { checkSafety, parseScenario, play, start, type Scenario, type World } from '../../../src/lib/index';

function read(toml: string): Scenario {
  const read = parseScenario(toml);
  if (!read.ok) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  return read.scenario;
}

/** The promises that a run violates. */
function accused(toml: string): string[] {
  const { worlds, failure } = play(read(toml));
  expect(failure).toBeUndefined();
  return checkSafety([...worlds]).map(({ invariant }) => invariant);
}

const ONE = 'num_nodes = 1\nnum_clients = 2\n';
const LEADS = '[[node]]\nid = "n1"\nterm = 1\nrole = "leader"\n';
const SILENT = '[[client]]\nid = "c1"\nrequests = []\n[[client]]\nid = "c2"\nrequests = []\n';
const step = (fields: string) => `[[step]]\n${fields.replaceAll('; ', '\n')}\n`;

test('a request that the network duplicated may be done twice: without sessions that is no violation', () => {
  const run = [
    'action = "request"; client = "c1"; op = "put"; key = "a"; value = "1"',
    'action = "duplicate"; message = "ClientPut"',
    'action = "deliver"; message = "ClientPut"',
    'action = "deliver"; message = "ClientReply"',
    'action = "request"; client = "c2"; op = "delete"; key = "a"',
    'action = "deliver"; message = "ClientDelete"',
    'action = "deliver"; message = "ClientReply"; to = "c2"',
    'action = "deliver"; message = "ClientPut"',
    'action = "request"; client = "c2"; op = "get"; key = "a"',
    'action = "deliver"; message = "ClientGet"',
    'action = "settle"',
    'action = "expect"; client = "c2"; reply = "1"',
  ];
  expect(accused(ONE + LEADS + SILENT + run.map(step).join(''))).toEqual([]);
});

test('nor where the client hears the answer of the second time only', () => {
  const run = [
    'action = "request"; client = "c2"; op = "put"; key = "a"; value = "1"',
    'action = "deliver"; message = "ClientPut"',
    'action = "deliver"; message = "ClientReply"',
    'action = "request"; client = "c1"; op = "delete"; key = "a"',
    'action = "duplicate"; message = "ClientDelete"',
    'action = "deliver"; message = "ClientDelete"',
    'action = "drop"; message = "ClientReply"',
    'action = "deliver"; message = "ClientDelete"',
    'action = "deliver"; message = "ClientReply"',
    'action = "expect"; client = "c1"; reply = "key not found: a"',
  ];
  expect(accused(ONE + LEADS + SILENT + run.map(step).join(''))).toEqual([]);
});

test('committed entries of the set-up explain reads', () => {
  const led =
    '[[node]]\nid = "n1"\nterm = 1\nrole = "leader"\ncommit_index = 1\nlog = [{ term = 1, op = "put", key = "a", value = "1" }]\n';
  const run = [
    'action = "request"; client = "c1"; op = "get"; key = "a"',
    'action = "settle"',
    'action = "expect"; client = "c1"; reply = "1"',
  ];
  expect(accused(ONE + led + SILENT + run.map(step).join(''))).toEqual([]);
});

test('two entries of one index and term that differ in who asked break Log Matching', () => {
  const log = 'log = [{ term = 1, op = "put", key = "a", value = "1" }]\n';
  const world = start(read(`num_nodes = 2\n[[node]]\nid = "n1"\n${log}[[node]]\nid = "n2"\n${log}`));
  const asked = (id: string, client: string): World['nodes'][string] => {
    const node = world.nodes[id] as World['nodes'][string] & { log: readonly object[] };
    return { ...node, log: node.log.map((entry) => ({ ...entry, client, request: 1 })) } as typeof node;
  };
  const by = (one: string, other: string) => ({
    ...world,
    nodes: { n1: asked('n1', one), n2: asked('n2', other) },
  });
  const found = (it: World) => checkSafety([it]).map(({ invariant }) => invariant);
  expect(found(by('c1', 'c1'))).toEqual([]);
  expect(found(by('c1', 'c2'))).toEqual(['log-matching']);
});

test('a violation that lasts is told once', () => {
  const bugs = 'num_nodes = 3\nnum_clients = 0\n[raft]\nbugs = ["vote-twice"]\n';
  const run = [
    'action = "timeout"; node = "n1"',
    'action = "timeout"; node = "n2"',
    'action = "deliver"; message = "RequestVote"; from = "n1"; to = "n3"',
    'action = "deliver"; message = "RequestVote"; from = "n2"; to = "n3"',
    'action = "deliver"; message = "VoteResponse"; to = "n1"',
    'action = "deliver"; message = "VoteResponse"; to = "n2"',
    'action = "crash"; node = "n2"',
    'action = "restart"; node = "n2"',
    'action = "timeout"; node = "n3"',
  ];
  const found = accused(bugs + run.map(step).join(''));
  expect(found.filter((name) => name === 'election-safety')).toEqual(['election-safety']);
  expect(new Set(found).size).toBe(found.length);
});

test('a request that the network duplicated may be done twice in MultiPaxos too', () => {
  const paxos = 'system = "multipaxos"\nnum_clients = 2\nrequests_per_client = 0\n';
  const run = [
    'action = "settle"',
    'action = "request"; client = "c1"; op = "put"; key = "a"; value = "1"',
    'action = "duplicate"; message = "ClientPut"',
    'action = "deliver"; message = "ClientPut"',
    'action = "partition"; groups = [["l1", "l2", "a1", "a2", "a3", "r1", "r2"], ["c1"]]',
    'action = "settle"',
    'action = "request"; client = "c2"; op = "delete"; key = "a"',
    'action = "settle"',
    'action = "heal"',
    'action = "deliver"; message = "ClientPut"',
    'action = "settle"',
    'action = "request"; client = "c2"; op = "get"; key = "a"',
    'action = "settle"',
    'action = "expect"; client = "c2"; reply = "1"',
  ];
  expect(accused(paxos + run.map(step).join(''))).toEqual([]);
});
