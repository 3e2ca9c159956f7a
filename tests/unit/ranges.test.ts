import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { enabled, parseScenario, play, start, step, type Action, type World } from '../../src/lib/index';
import type { Setup } from '../../src/lib/protocol/setup';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { lacksIn } from '../../src/lib/explain/lacks';
import { setupOf } from '../paper/bench';
import { detailsOf } from '../systems';

// The largest numbers (scenario format, "Ranges"): a file with larger ones is refused, and so is an act that would exceed
// them.

const caseOf = (name: string) => readFileSync(new URL(`../cases/${name}.toml`, import.meta.url), 'utf8');

const errors = (toml: string) => {
  const result = parseScenario(toml);
  return result.ok ? [] : result.errors.map(({ message }) => message);
};

const refused = (world: World, action: Action) => {
  const result = step(world, action);
  return result.ok ? 'done' : result.error;
};

const node = (fields: string, system = 'raft', id = 'n1') =>
  `system = "${system}"\n[[node]]\nid = "${id}"\n${fields}\n`;
const message = (fields: string, system = 'raft') => `system = "${system}"\n[[message]]\n${fields}\n`;

describe('a file', () => {
  it.each([
    ['a term', node('term = 1000001'), 'term is 1000001: expected an integer from 0 to 1000000'],
    ['the term of an entry', node('log = [1000001]'), 'item 1 of log is 1000001'],
    ['an index', node('commit_index = 10001'), 'commit_index is 10001: expected an integer from 0 to 10000'],
    ['a log', node(`log = [${'1,'.repeat(10_001)}]`), 'expected a list of log entries, at most 10000'],
    ['a round', node('round = 1000001', 'multipaxos', 'l1'), 'round is 1000001'],
    ['the round before a Prepare', node('round = 1000000', 'multipaxos', 'l1'), 'expected at most 999999'],
    [
      'a slot',
      node('commits = [{ slot = 10001, command = { op = "noop" } }]', 'multipaxos', 'r1'),
      'slot is 10001: expected an integer from 1 to 10000',
    ],
    [
      'a request number',
      message('message = "ClientGet"\nfrom = "c1"\nto = "n1"\nkey = "a"\nrequest = 1000001'),
      'request is 1000001',
    ],
    [
      'an index in a message',
      message('message = "RequestVote"\nfrom = "n1"\nto = "n2"\nterm = 1\nlast_log_index = 10001'),
      'last_log_index is 10001',
    ],
    ['an index that is chosen by', '[[step]]\naction = "deliver"\nindex = 10001', 'index is 10001'],
    [
      'a term that is expected',
      '[[step]]\naction = "expect"\nnode = "n1"\nterm = 1000001',
      'term is 1000001',
    ],
  ])('%s beyond its range is refused', (_, toml, sentence) => {
    expect(errors(toml)).toEqual([expect.stringContaining(sentence)]);
  });

  it('the very largest are read', () => {
    expect(errors(node('term = 1000000\nlog = [1000000]'))).toEqual([]);
    expect(errors(node('round = 999999', 'multipaxos', 'l1'))).toEqual([]);
    expect(errors(node('round = 1000000\nrole = "idle"', 'multipaxos', 'l1'))).toEqual([]);
  });

  it.each(['multipaxos-far-slot', 'term-at-the-limit'])('%s is refused', (name) => {
    expect(errors(caseOf(name))[0]).toMatch(/is 9007199254740991: expected an integer from \d to \d+/);
  });
});

const paxos = (change: Partial<Setup>): Setup => ({
  ...{ ...DEFAULT_SETUP, system: 'multipaxos', numClients: 0 },
  ...change,
});

describe('what a run would raise beyond is refused', () => {
  /** Values that callers of the library can pass although no file can hold them. */
  const far = 2 ** 53 - 1;

  it.each([1_000_000, far])('an election in term %i', (term) => {
    const nodes = ['n1', 'n2', 'n3'].map((id) => ({ id, term }));
    const world = start({ setup: setupOf({ nodes }), steps: [] });
    expect(refused(world, { action: 'timeout', node: 'n1' })).toBe(
      'n1 would be in a term above 1,000,000, the last that a run can have',
    );
    expect(enabled(world).filter(({ action }) => action === 'timeout')).toEqual([]);
  });

  it('an election that StartElection asks for', () => {
    const setup = setupOf({
      nodes: [{ id: 'n1', term: 1_000_000 }],
      messages: [{ type: 'StartElection', from: 'main', to: 'n1' }],
    });
    expect(refused(start({ setup, steps: [] }), { action: 'deliver' })).toMatch(
      /^n1 would be in a term above/,
    );
  });

  it('an entry behind the last index', () => {
    const log = Array.from({ length: 10_000 }, () => ({ term: 1, op: 'noop' as const }));
    const nodes = [{ id: 'n1', role: 'leader', term: 1, log }];
    const world = start({ setup: setupOf({ nodes, numClients: 1 }), steps: [] });
    const asked = step(world, { action: 'request', client: 'c1', op: 'get', key: 'a' });
    if (!asked.ok) throw new Error(asked.error);
    expect(refused(asked.world, { action: 'deliver', message: 'ClientGet' })).toBe(
      'the log of n1 would have an index above 10,000, the last that a run can have',
    );
  });

  it('a ballot behind the last round', () => {
    for (const round of [1_000_000, far]) {
      const setup = paxos({ nodes: [{ id: 'l2', round, role: 'idle' }] });
      const world = start({ setup, steps: [] });
      expect(refused(world, { action: 'timeout', node: 'l2' })).toBe(
        'l2 would prepare a round above 1,000,000, the last that a run can have',
      );
      expect(enabled(world)).not.toContainEqual({ action: 'timeout', node: 'l2' });
    }
  });

  it('a slot behind the last one', () => {
    const commits = [{ slot: 10_000, ballot: { round: 1, leader: 'l1' }, command: { op: 'noop' } }];
    const setup = paxos({
      ...{ numClients: 1, requestsPerClient: 1 },
      nodes: ['a1', 'a2'].map((id) => ({ id, accepted: commits })),
      options: { multipaxos: { numAcceptors: 2, numReplicas: 1, bugs: [] } },
    });
    const { worlds, failure } = play({ setup, steps: [{ action: 'next', count: 4 }] });
    expect(failure).toBeUndefined();
    expect(refused(worlds.at(-1) as World, { action: 'deliver', message: 'ClientPut' })).not.toBe('done');
    const request = worlds.at(-1)?.network.inFlight.findLast(({ from }) => from === 'c1');
    expect(refused(worlds.at(-1) as World, { action: 'deliver', id: request?.id ?? 0 })).toBe(
      'l1 would propose for a slot above 10,000, the last that a run can have',
    );
  });

  it.each([
    ['RequestVote', { term: far, candidateId: 'n1', lastLogIndex: 0, lastLogTerm: 0 }],
    ['RequestVote', { term: 1, candidateId: 'n1', lastLogIndex: far, lastLogTerm: 0 }],
    ['AppendEntriesResponse', { term: 1, success: true, matchIndex: far }],
    ['CommitNotification', { term: 1, leaderCommit: far, commitTerm: 1 }],
  ])('a %s that tells of more', (type, fields) => {
    const setup = setupOf({ messages: [{ type, from: 'n1', to: 'n2', ...fields }] });
    expect(refused(start({ setup, steps: [] }), { action: 'deliver' })).toMatch(
      new RegExp(`^${type} tells of an? (term|index) above 1`),
    );
  });

  it('a far slot neither hangs nor throws: not where a file allows it, and not where only a caller can ask for it', () => {
    const setup = (slot: number) =>
      paxos({
        nodes: [
          { id: 'a1', accepted: [{ slot, ballot: { round: 1, leader: 'l1' }, command: { op: 'noop' } }] },
          { id: 'l1', role: 'preparing', round: 1 },
        ],
      });
    for (const slot of [10_001, 3_000_000, far]) {
      const { worlds, failure } = play({ setup: setup(slot), steps: [{ action: 'next', count: 5 }] });
      expect(worlds).toHaveLength(4);
      expect(failure?.message).toBe(
        'step 1: Promise tells of a slot above 10,000, the last that a run can have',
      );
    }
    const { worlds, failure } = play({ setup: setup(10_000), steps: [{ action: 'next', count: 5 }] });
    expect(failure).toBeUndefined();
    const last = worlds.at(-1) as World;
    expect(last.network.inFlight).toHaveLength(30_001);
    // All lacks: there are some for each of 10,000 slots.
    expect(lacksIn(detailsOf(last.setup), last).length).toBeGreaterThan(10_000);
  });

  it('a request number behind the last', () => {
    const setup = setupOf({
      numClients: 1,
      messages: [{ type: 'ClientGet', from: 'c1', to: 'n1', request: 1_000_000, key: 'a' }],
    });
    const world = start({ setup, steps: [] });
    expect(refused(world, { action: 'retry', client: 'c1' })).toBe(
      'c1 has used request number 1,000,000, the last that a run can have',
    );
  });
});

it('no term has two leaders and no ballot is used twice, up to the last', () => {
  const nodes = ['n1', 'n2', 'n3'].map((id) => ({ id, term: 999_999 }));
  let world = start({ setup: setupOf({ nodes }), steps: [] });
  const terms: number[] = [];
  for (const id of ['n1', 'n2', 'n3', 'n1', 'n2']) {
    const fired = step(world, { action: 'timeout', node: id });
    if (fired.ok) world = fired.world;
    const settled = step(world, { action: 'settle' });
    if (settled.ok) world = settled.world;
    for (const { role, currentTerm } of Object.values(world.nodes) as unknown as Raft[])
      if (role === 'leader') terms.push(currentTerm);
  }
  expect(new Set(terms)).toEqual(new Set([1_000_000]));
  expect(Object.values(world.nodes).filter(({ role }) => role === 'leader')).toHaveLength(1);
});

interface Raft {
  readonly role: string;
  readonly currentTerm: number;
}
