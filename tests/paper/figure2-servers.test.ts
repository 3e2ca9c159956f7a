import { describe, expect, it } from 'vitest';
import {
  append,
  appendResponse,
  Bench,
  log,
  n1Receives,
  notification,
  requestVote,
  voteResponse,
} from './bench';

const NEWER = {
  RequestVote: requestVote({ term: 5 }),
  VoteResponse: voteResponse({ term: 5, voteGranted: false }),
  AppendEntries: append({ term: 5 }),
  AppendEntriesResponse: appendResponse({ term: 5, success: false }),
  CommitNotification: notification({ term: 5 }),
};
const ROLES = ['follower', 'candidate', 'leader'] as const;

describe('Figure 2, Rules for Servers: all servers', () => {
  it('commitIndex > lastApplied: applies log[lastApplied] one by one, in order', () => {
    const bench = n1Receives({}, append({ entries: log(1, 1, 1), leaderCommit: 2 }));
    const applied = bench.events.filter(({ type }) => type === 'applied');
    expect(applied).toMatchObject([{ index: 1 }, { index: 2 }]);
    expect(bench.node('n1').lastApplied).toBe(2);
  });

  it('what is not committed is not applied', () => {
    const entries = [{ term: 1, op: 'put', key: 'a', value: '1' }];
    const { lastApplied, store } = n1Receives({}, append({ entries })).node('n1');
    expect({ lastApplied, store }).toEqual({ lastApplied: 0, store: {} });
  });

  const pairs = Object.entries(NEWER).flatMap(([type, message]) =>
    ROLES.map((role) => ({ type, role, message })),
  );
  it.each(pairs)('a newer term in $type makes a $role a follower of that term', ({ role, message }) => {
    const { node } = n1Receives({ role, term: 2, votedFor: 'n1' }, message);
    expect(node('n1')).toMatchObject({
      role: 'follower',
      currentTerm: 5,
      votes: [],
    });
    expect([node('n1').nextIndex, node('n1').matchIndex]).toEqual([{}, {}]);
    expect(node('n1').votedFor).toBe(message.type === 'RequestVote' ? 'n2' : null);
  });
});

describe('Figure 2, Rules for Servers: followers', () => {
  it('responds to RPCs from candidates and leaders', () => {
    expect(n1Receives({}, requestVote({})).sent).toMatchObject([{ type: 'VoteResponse', to: 'n2' }]);
    expect(n1Receives({}, append({})).sent).toMatchObject([{ type: 'AppendEntriesResponse', to: 'n2' }]);
  });

  it('election timeout without a word from a leader: becomes a candidate', () => {
    expect(new Bench().timeout('n1').node('n1').role).toBe('candidate');
  });

  it('a vote given or AppendEntries of the present leader starts the election timer afresh', () => {
    for (const message of [requestVote({}), append({}), append({ prevLogIndex: 4, prevLogTerm: 1 })]) {
      const { world } = n1Receives({}, message);
      expect(world.timers['n1']).toMatchObject({ kind: 'election', setAt: world.now });
      expect(world.now).toBeGreaterThan(0);
    }
  });

  it('a vote refused, or AppendEntries of an older term, does not', () => {
    for (const message of [requestVote({ term: 2 }), append({ term: 2 })]) {
      expect(n1Receives({ term: 3 }, message).world.timers['n1']?.setAt).toBe(0);
    }
  });
});

describe('Figure 2, Rules for Servers: candidates', () => {
  it('on conversion: increments the term, votes for itself, starts the timer, asks all others', () => {
    const bench = new Bench({ nodes: [{ id: 'n1', term: 4 }], numNodes: 5 }).timeout('n1');
    expect(bench.node('n1')).toMatchObject({
      currentTerm: 5,
      votedFor: 'n1',
      votes: ['n1'],
      role: 'candidate',
    });
    expect(bench.world.timers['n1']).toMatchObject({ kind: 'election', setAt: bench.world.now });
    expect(bench.sent.map(({ type, to }) => `${type} ${to}`)).toEqual(
      ['n2', 'n3', 'n4', 'n5'].map((to) => `RequestVote ${to}`),
    );
  });

  it('votes from a majority: becomes leader', () => {
    const bench = new Bench({ numNodes: 5 }).timeout('n1');
    bench.deliver('RequestVote').deliver('VoteResponse');
    expect(bench.node('n1').role).toBe('candidate');
    bench.deliver('RequestVote').deliver('VoteResponse');
    expect(bench.node('n1').role).toBe('leader');
  });

  it('AppendEntries from the leader of its term: becomes follower and takes it', () => {
    const bench = n1Receives({ role: 'candidate', term: 1 }, append({ entries: log(1) }));
    expect(bench.node('n1')).toMatchObject({
      role: 'follower',
      leader: 'n2',
      votes: [],
      log: log(1),
      votedFor: 'n1',
    });
    expect(bench.sent).toMatchObject([{ type: 'AppendEntriesResponse', success: true, matchIndex: 1 }]);
  });

  it('AppendEntries of its term whose entry before is missing: becomes follower and refuses it', () => {
    const bench = n1Receives({ role: 'candidate', term: 1 }, append({ prevLogIndex: 1, prevLogTerm: 1 }));
    expect(bench.node('n1')).toMatchObject({ role: 'follower', leader: 'n2' });
    expect(bench.sent).toMatchObject([{ success: false, matchIndex: 0 }]);
  });

  it('election timeout: starts a new election, with its own vote alone', () => {
    const bench = new Bench({ numNodes: 5 })
      .timeout('n1')
      .deliver('RequestVote')
      .deliver('VoteResponse')
      .timeout('n1');
    expect(bench.node('n1')).toMatchObject({
      role: 'candidate',
      currentTerm: 2,
      votes: ['n1'],
      votedFor: 'n1',
    });
    expect(bench.sent).toHaveLength(4);
    expect(bench.sent[0]).toMatchObject({ type: 'RequestVote', term: 2 });
  });
});
