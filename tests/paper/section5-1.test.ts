import { describe, expect, it } from 'vitest';
import {
  append,
  appendResponse,
  Bench,
  led,
  log,
  n1Receives,
  notification,
  requestVote,
  voteResponse,
} from './bench';

describe('§5.1 Raft basics', () => {
  it('§5.1: five servers tolerate two failures', () => {
    const bench = new Bench({ numNodes: 5, numClients: 1 }).crash('n4').crash('n5').timeout('n1').settle();
    expect(bench.put('a').settle().client('c1').history).toMatchObject([{ ok: true, result: 'ok' }]);
  });

  it('§5.1: and not three', () => {
    const bench = new Bench({ numNodes: 5 }).crash('n3').crash('n4').crash('n5').timeout('n1').settle();
    expect(bench.node('n1').role).toBe('candidate');
  });

  it('§5.1: followers issue no requests on their own, they only respond', () => {
    const bench = n1Receives(
      {},
      append({ entries: log(1), leaderCommit: 1 }),
      requestVote({ term: 2, lastLogTerm: 1, lastLogIndex: 1 }),
    );
    expect(bench.inFlight().map(({ type }) => type)).toEqual(['AppendEntriesResponse', 'VoteResponse']);
  });

  it('§5.1: a follower sends a client on to the leader', () => {
    const bench = led({ numClients: 1 }).do({
      action: 'request',
      client: 'c1',
      op: 'get',
      key: 'a',
      to: 'n2',
    });
    bench.deliver('ClientGet').deliver('ClientReply');
    expect(bench.client('c1').leader).toBe('n1');
  });

  it('§5.1: a follower that knows no leader names none', () => {
    const bench = new Bench({ numClients: 1 })
      .do({ action: 'request', client: 'c1', op: 'get', key: 'a' })
      .deliver();
    expect(bench.sent).toMatchObject([{ ok: false, result: 'not leader' }]);
    expect(bench.sent[0]).not.toHaveProperty('leader');
  });

  it('§5.1: terms are consecutive integers, and each begins with an election', () => {
    const bench = new Bench().timeout('n1').timeout('n1').timeout('n1');
    expect(bench.inFlight('RequestVote').map(({ term }) => term)).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('§5.1: a split vote ends a term without a leader', () => {
    const bench = new Bench({ numNodes: 4 }).timeout('n1').timeout('n2');
    bench.deliver('RequestVote', 'n1', 'n3').deliver('RequestVote', 'n2', 'n4').settle();
    expect(['n1', 'n2', 'n3', 'n4'].map((id) => bench.node(id).role)).toEqual([
      'candidate',
      'candidate',
      'follower',
      'follower',
    ]);
    expect(bench.timeout('n1').settle().node('n1')).toMatchObject({ role: 'leader', currentTerm: 2 });
  });

  it('§5.1: terms are exchanged whenever servers communicate: the smaller one is updated', () => {
    const bench = new Bench({ nodes: [{ id: 'n2', term: 6 }] })
      .timeout('n1')
      .deliver('RequestVote', 'n1', 'n2');
    expect(bench.deliver('VoteResponse').node('n1')).toMatchObject({ currentTerm: 6, role: 'follower' });
  });

  it('§5.1: a candidate or leader whose term is out of date becomes a follower at once', () => {
    const leader = led();
    leader.timeout('n2').deliver('RequestVote', 'n2', 'n1');
    expect(leader.node('n1')).toMatchObject({ role: 'follower', currentTerm: 2 });
  });

  it.each([
    ['RequestVote', requestVote({ term: 1 }), 'VoteResponse', { voteGranted: false }],
    ['AppendEntries', append({ term: 1 }), 'AppendEntriesResponse', { success: false, matchIndex: 0 }],
  ])('§5.1: a request with a stale term is rejected: %s', (_type, message, answer, fields) => {
    for (const role of ['follower', 'candidate', 'leader']) {
      const bench = n1Receives({ role, term: 2 }, message);
      expect(bench.sent).toMatchObject([{ type: answer, term: 2, ...fields }]);
      expect(bench.node('n1')).toMatchObject({ role, currentTerm: 2 });
    }
  });

  it.each([
    ['VoteResponse to a candidate', 'candidate', voteResponse({ term: 1 })],
    ['AppendEntriesResponse to a leader', 'leader', appendResponse({ term: 1, matchIndex: 1 })],
    ['a refusal to a leader', 'leader', appendResponse({ term: 1, success: false })],
    ['CommitNotification to a follower', 'follower', notification({ term: 1 })],
    ['CommitNotification to a leader', 'leader', notification({ term: 1 })],
  ])('§5.1: old news changes nothing: %s', (_what, role, message) => {
    const state = { role, term: 2, log: log(1) };
    const before = new Bench({ nodes: [{ id: 'n1', ...state }] }).node('n1');
    const bench = n1Receives(state, message);
    expect(bench.node('n1')).toEqual(before);
    expect(bench.sent).toEqual([]);
  });

  it.each([
    ['VoteResponse', voteResponse({ term: 2 })],
    ['AppendEntriesResponse', appendResponse({ term: 2, matchIndex: 1 })],
  ])('§5.1: a follower has no use for a %s', (_type, message) => {
    const state = { term: 2, log: log(1) };
    expect(n1Receives(state, message).node('n1')).toEqual(
      new Bench({ nodes: [{ id: 'n1', ...state }] }).node('n1'),
    );
  });
});
