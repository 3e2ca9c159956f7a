import { describe, expect, it } from 'vitest';
import { append, led, log, n1Receives } from './bench';

describe('Figure 2, AppendEntries RPC', () => {
  it('arguments: term, leader, the entry before the new ones, the entries, and the leader’s commit index', () => {
    const bench = led({ numClients: 1 }).put('a').settle().put('b', '2').deliver('ClientPut');
    const entries = [{ term: 1, op: 'put', key: 'b', value: '2', client: 'c1', request: 2 }];
    const fields = { term: 1, leaderId: 'n1', prevLogIndex: 1, prevLogTerm: 1, entries, leaderCommit: 1 };
    expect(bench.sent).toMatchObject([
      { type: 'AppendEntries', to: 'n2', ...fields },
      { type: 'AppendEntries', to: 'n3', ...fields },
    ]);
  });

  it('leaderId: so that a follower can send clients to the leader', () => {
    const bench = led({ numClients: 1 }).do({
      action: 'request',
      client: 'c1',
      op: 'get',
      key: 'a',
      to: 'n3',
    });
    expect(bench.deliver('ClientGet').sent).toMatchObject([
      { type: 'ClientReply', result: 'not leader', leader: 'n1' },
    ]);
  });

  it('entries: empty for a heartbeat', () => {
    expect(led().heartbeat('n1').sent).toMatchObject([
      { to: 'n2', entries: [] },
      { to: 'n3', entries: [] },
    ]);
  });

  it('results: the follower’s term, for the leader to update itself', () => {
    const bench = n1Receives({ term: 7 }, append({ term: 2 }));
    expect(bench.sent).toMatchObject([{ type: 'AppendEntriesResponse', to: 'n2', term: 7, success: false }]);
    expect(bench.deliver('AppendEntriesResponse').node('n2').currentTerm).toBe(7);
  });

  it('receiver 1: refuses if the term is older, and changes nothing', () => {
    const stale = append({ term: 1, entries: log(1, 1, 1), leaderCommit: 3 });
    const bench = n1Receives({ term: 2, log: log(2) }, stale);
    expect(bench.sent).toMatchObject([{ success: false, matchIndex: 0 }]);
    expect(bench.node('n1')).toMatchObject({ currentTerm: 2, log: log(2), commitIndex: 0, leader: null });
  });

  it.each([
    ['no entry there', [1], 2, 1, false],
    ['another term there', [1, 1], 2, 2, false],
    ['that entry', [1, 2], 2, 2, true],
    ['that entry, and more behind it', [1, 2, 2], 2, 2, true],
    ['before the first entry', [1, 2], 0, 0, true],
    ['an empty log', [], 0, 0, true],
    ['an empty log, asked for more', [], 1, 1, false],
  ])(
    'receiver 2: the log must hold the entry at prevLogIndex of prevLogTerm: %s',
    (_what, own, prevLogIndex, prevLogTerm, success) => {
      const bench = n1Receives({ log: log(...own) }, append({ term: 3, prevLogIndex, prevLogTerm }));
      expect(bench.sent).toMatchObject([{ success, matchIndex: success ? prevLogIndex : 0 }]);
      expect(bench.terms('n1')).toEqual(own);
    },
  );

  it('receiver 2: a refusal does not yet delete what differs', () => {
    const refused = append({ term: 3, prevLogIndex: 2, prevLogTerm: 3, entries: log(3) });
    expect(n1Receives({ log: log(1, 2, 2) }, refused).terms('n1')).toEqual([1, 2, 2]);
  });

  it.each([
    ['the first new entry conflicts', [1, 2, 2], 1, [3], [1, 3]],
    ['a later one conflicts', [1, 2, 2, 2], 1, [2, 3], [1, 2, 3]],
    ['all conflict', [2, 2, 2], 0, [3, 3], [3, 3]],
  ])('receiver 3: %s: it and all behind it are deleted', (_what, own, prevLogIndex, entries, after) => {
    const prevLogTerm = own[prevLogIndex - 1] ?? 0;
    const message = append({ term: 3, prevLogIndex, prevLogTerm, entries: log(...entries) });
    expect(n1Receives({ log: log(...own) }, message).terms('n1')).toEqual(after);
  });

  it.each([
    ['none is there', [1], 1, [2, 2], [1, 2, 2], 3],
    ['some are there', [1, 2], 1, [2, 2], [1, 2, 2], 3],
    ['all are there', [1, 2, 2], 1, [2, 2], [1, 2, 2], 3],
  ])(
    'receiver 4: appends the entries that are not there yet: %s',
    (_what, own, prevLogIndex, entries, after, matchIndex) => {
      const message = append({ term: 3, prevLogIndex, prevLogTerm: 1, entries: log(...entries) });
      const bench = n1Receives({ log: log(...own) }, message);
      expect(bench.terms('n1')).toEqual(after);
      expect(bench.sent).toMatchObject([{ success: true, matchIndex }]);
    },
  );

  it('receiver 3 and 4: an old message that ends earlier never shortens a log that matches', () => {
    const late = append({ term: 2, prevLogIndex: 0, entries: log(1) });
    const bench = n1Receives({ term: 2, log: log(1, 2, 2) }, late);
    expect(bench.terms('n1')).toEqual([1, 2, 2]);
    expect(bench.sent).toMatchObject([{ success: true, matchIndex: 1 }]);
  });

  it('receiver 3 and 4: an empty one never shortens the log either', () => {
    expect(n1Receives({ term: 2, log: log(1, 2) }, append({ term: 2 })).terms('n1')).toEqual([1, 2]);
  });

  it.each([
    ['leaderCommit is less', 2, 2],
    ['leaderCommit is the last new entry', 3, 3],
    ['leaderCommit is more', 9, 3],
  ])(
    'receiver 5: commitIndex = min(leaderCommit, last new entry): %s',
    (_what, leaderCommit, commitIndex) => {
      const message = append({ prevLogIndex: 1, prevLogTerm: 1, entries: log(1, 1), leaderCommit });
      expect(n1Receives({ log: log(1) }, message).node('n1')).toMatchObject({
        commitIndex,
        lastApplied: commitIndex,
      });
    },
  );

  it('receiver 5: a tail that this message did not prove to match is not committed', () => {
    const message = append({ term: 3, prevLogIndex: 1, prevLogTerm: 1, leaderCommit: 3 });
    const bench = n1Receives({ term: 3, log: log(1, 2, 2) }, message);
    expect(bench.node('n1').commitIndex).toBe(1);
    expect(bench.sent).toMatchObject([{ success: true, matchIndex: 1 }]);
  });

  it('receiver 5: nothing is committed by a message that is refused', () => {
    const message = append({ term: 3, prevLogIndex: 2, prevLogTerm: 3, leaderCommit: 2 });
    expect(n1Receives({ log: log(1, 2) }, message).node('n1').commitIndex).toBe(0);
  });
});
