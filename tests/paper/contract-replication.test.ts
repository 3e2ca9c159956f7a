import { describe, expect, it } from 'vitest';
import { append, appendResponse, Bench, led, log, n1Receives, notification } from './bench';

describe('scenario format, small print: replication', () => {
  it('heartbeat: each follower gets everything from its own nextIndex on', () => {
    const response = appendResponse({ from: 'n2', matchIndex: 2, term: 2 });
    const bench = n1Receives({ role: 'leader', term: 2, log: log(1, 2, 2) }, response).heartbeat('n1');
    expect(bench.inFlight('AppendEntries')).toMatchObject([
      { to: 'n2', prevLogIndex: 2, entries: log(2) },
      { to: 'n3', prevLogIndex: 3, entries: [] },
    ]);
  });

  it('nextIndex moves on answers, never on sending', () => {
    const bench = led({ numClients: 1 }).put('a').deliver('ClientPut').heartbeat('n1').heartbeat('n1');
    expect(bench.node('n1').nextIndex).toEqual({ n2: 1, n3: 1 });
    expect(bench.sent).toMatchObject([{ entries: [{ key: 'a' }] }, { entries: [{ key: 'a' }] }]);
  });

  it('a begun leader: nextIndex last index + 1, matchIndex 0, nothing sent', () => {
    const bench = new Bench({ nodes: [{ id: 'n1', role: 'leader', term: 4, log: log(1, 1) }] });
    expect(bench.node('n1')).toMatchObject({
      nextIndex: { n2: 3, n3: 3 },
      matchIndex: { n2: 0, n3: 0 },
      votedFor: 'n1',
    });
    expect(bench.inFlight()).toEqual([]);
  });

  it('begun states: the term is the last entry’s, a candidate holds its own vote, committed entries are applied', () => {
    const put = { term: 3, op: 'put', key: 'a', value: '1' };
    const nodes = [
      { id: 'n1', log: [put], commitIndex: 1 },
      { id: 'n2', role: 'candidate', term: 5 },
    ];
    const { node } = new Bench({ nodes });
    expect(node('n1')).toMatchObject({ currentTerm: 3, votedFor: null, lastApplied: 1, store: { a: '1' } });
    expect(node('n2')).toMatchObject({ votedFor: 'n2', votes: ['n2'], currentTerm: 5 });
  });

  it.each([
    ['stale', { term: 3 }, append({ term: 2 })],
    ['unmatched', { term: 2, log: log(1, 1) }, append({ term: 2, prevLogIndex: 2, prevLogTerm: 2 })],
  ])('a refusal’s matchIndex is 0: %s', (_what, state, message) => {
    expect(n1Receives(state, message).sent).toMatchObject([{ success: false, matchIndex: 0 }]);
  });

  it('matchIndex never goes back: an answer that comes late changes nothing', () => {
    const late = [appendResponse({ matchIndex: 3 }), appendResponse({ matchIndex: 1 })];
    expect(n1Receives({ role: 'leader', term: 1, log: log(1, 1, 1) }, ...late).node('n1')).toMatchObject({
      matchIndex: { n2: 3 },
      nextIndex: { n2: 4 },
    });
  });

  it('a late refusal leaves matchIndex too, and is answered with what is known to match or earlier', () => {
    const late = [appendResponse({ matchIndex: 3 }), appendResponse({ success: false })];
    const bench = n1Receives({ role: 'leader', term: 1, log: log(1, 1, 1) }, ...late);
    expect(bench.node('n1').matchIndex['n2']).toBe(3);
    expect(bench.sent).toMatchObject([{ to: 'n2', prevLogIndex: 2, entries: log(1) }]);
  });

  it('commit_notification: after a commit the leader tells all at once, before it answers its client', () => {
    const bench = led({ numClients: 1 }).put('a').deliver('ClientPut').deliver('AppendEntries');
    bench.deliver('AppendEntriesResponse');
    const told = { type: 'CommitNotification', term: 1, leaderCommit: 1, commitTerm: 1 };
    expect(bench.sent).toMatchObject([
      { ...told, to: 'n2' },
      { ...told, to: 'n3' },
      { type: 'ClientReply', to: 'c1' },
    ]);
  });

  it('commit_notification = false: it tells nobody', () => {
    const bench = led({ numClients: 1, raft: { commitNotification: false } })
      .put('a')
      .deliver('ClientPut');
    bench.deliver('AppendEntries').deliver('AppendEntriesResponse');
    expect(bench.sent.map(({ type }) => type)).toEqual(['ClientReply']);
  });

  it.each([
    ['that entry of that term', [1, 2], 2, 2],
    ['another term there', [1, 1], 2, 0],
    ['no entry there', [1], 2, 0],
    ['a longer log that has it', [1, 2, 2], 2, 2],
  ])(
    'CommitNotification is believed only where the log holds the entry: %s',
    (_what, terms, leaderCommit, commitIndex) => {
      const bench = n1Receives(
        { term: 2, log: log(...terms) },
        notification({ term: 2, leaderCommit, commitTerm: 2 }),
      );
      expect(bench.node('n1')).toMatchObject({ commitIndex, lastApplied: commitIndex });
      expect(bench.sent).toEqual([]);
    },
  );

  it('CommitNotification of what is known already changes nothing', () => {
    const state = { term: 1, log: log(1, 1), commitIndex: 2 };
    const bench = n1Receives(state, notification({ leaderCommit: 1 }));
    expect(bench.node('n1')).toMatchObject({ commitIndex: 2, lastApplied: 2 });
  });

  it('leader_noop: the first entry of a new leader is a no-op of its own term', () => {
    const bench = new Bench({ raft: { leaderNoop: true } })
      .timeout('n1')
      .deliver('RequestVote')
      .deliver('VoteResponse');
    expect(bench.node('n1').log).toEqual(log(1));
    expect(bench.sent).toMatchObject([{ prevLogIndex: 0, entries: log(1) }, { to: 'n3' }]);
  });

  it('a single node commits as it appends', () => {
    const bench = new Bench({ numNodes: 1, numClients: 1 }).timeout('n1').put('a').deliver('ClientPut');
    expect(bench.node('n1')).toMatchObject({ commitIndex: 1, lastApplied: 1, store: { a: '1' } });
    expect(bench.sent).toMatchObject([{ type: 'ClientReply', ok: true, result: 'ok' }]);
  });

  it('a single node commits its no-op as it is elected', () => {
    expect(new Bench({ numNodes: 1, raft: { leaderNoop: true } }).timeout('n1').node('n1').commitIndex).toBe(
      1,
    );
  });
});

describe('scenario format, small print: synchronous replication', () => {
  const two = (raft = {}) =>
    led({ numClients: 2, raft }).put('a').put('b', '2', 'c2').deliver('ClientPut').deliver('ClientPut');

  it('the leader takes one request at a time, later ones wait in its inbox', () => {
    const bench = two();
    expect(bench.terms('n1')).toEqual([1]);
    expect(bench.node('n1').inbox).toEqual([{ op: 'put', key: 'b', value: '2', client: 'c2', request: 1 }]);
    expect(bench.sent).toEqual([]);
  });

  it('the next is taken as soon as the first is answered', () => {
    const bench = two().deliver('AppendEntries').deliver('AppendEntriesResponse');
    expect(bench.node('n1')).toMatchObject({
      inbox: [],
      unanswered: [{ client: 'c2', index: 2 }],
      log: [{}, { key: 'b' }],
    });
    expect(bench.settle().client('c2').history).toMatchObject([{ ok: true }]);
  });

  it('pipelined: it appends at once', () => {
    expect(two({ replication: 'pipelined' }).terms('n1')).toEqual([1, 1]);
  });

  it('entries that a leader inherited make nobody wait', () => {
    const bench = new Bench({ numClients: 1, nodes: [{ id: 'n1', role: 'leader', log: log(1, 1) }] }).put(
      'a',
    );
    expect(bench.deliver('ClientPut').terms('n1')).toEqual([1, 1, 1]);
  });
});
