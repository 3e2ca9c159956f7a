import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/lib/index';
import { Bench, log, n1Receives, requestVote } from './bench';

const five = (...logs: readonly (readonly number[])[]) =>
  new Bench({ numNodes: 5, nodes: logs.map((terms, i) => ({ id: `n${i + 1}`, log: log(...terms) })) });

describe('§5.4.1 Election restriction', () => {
  it('§5.4.1: RequestVote tells of the candidate’s log', () => {
    expect(five([1, 2]).timeout('n1').sent[0]).toMatchObject({ lastLogIndex: 2, lastLogTerm: 2 });
  });

  it('§5.4.1: a voter whose own log is more up-to-date denies its vote', () => {
    const bench = n1Receives({ log: log(1, 2) }, requestVote({ term: 3, lastLogIndex: 1, lastLogTerm: 1 }));
    expect(bench.sent).toMatchObject([{ voteGranted: false }]);
    expect(bench.events).toContainEqual(
      expect.objectContaining({ type: 'vote-refused', reason: 'log-behind' }),
    );
  });

  it('§5.4.1: with other last terms, the later term is more up-to-date, however short its log', () => {
    const asked = requestVote({ term: 9, lastLogIndex: 1, lastLogTerm: 3 });
    expect(n1Receives({ log: log(1, 2, 2, 2) }, asked).sent).toMatchObject([{ voteGranted: true }]);
  });

  it('§5.4.1: with the same last term, the longer log is more up-to-date', () => {
    const asked = requestVote({ term: 9, lastLogIndex: 1, lastLogTerm: 2 });
    expect(n1Receives({ log: log(1, 2) }, asked).sent).toMatchObject([{ voteGranted: false }]);
  });

  it('§5.4.1: a candidate without all committed entries cannot win: a majority holds them', () => {
    const bench = five([1], [1, 2], [1, 2], [1, 2], [1]).timeout('n1').settle();
    expect(bench.node('n1')).toMatchObject({ role: 'candidate', currentTerm: 2, votes: ['n1', 'n5'] });
    bench.timeout('n1').settle();
    expect(bench.node('n1')).toMatchObject({ role: 'candidate', currentTerm: 3, votes: ['n1', 'n5'] });
  });

  it('§5.4.1: one that has them can', () => {
    const bench = five([1], [1, 2], [1, 2], [1, 2], [1]).timeout('n3').settle();
    expect(bench.node('n3')).toMatchObject({ role: 'leader', currentTerm: 3 });
  });

  it('§5.4.1: entries flow from leaders to followers only: a vote brings none', () => {
    const bench = five([1], [1], [1, 1])
      .timeout('n3')
      .deliver('RequestVote', 'n3', 'n1')
      .deliver('VoteResponse');
    expect(bench.terms('n1')).toEqual([1]);
    expect(bench.terms('n3')).toEqual([1, 1]);
  });
});

describe('§5.4.2 Committing entries from previous terms', () => {
  // Figure 8. After (b): n1 has index 2 of term 2, n5 index 2 of term 3. (c): n1 leads term 4 and replicates its index 2.
  const figure8 = (raft = {}) =>
    new Bench({
      numNodes: 5,
      numClients: 1,
      raft,
      nodes: [
        { id: 'n1', term: 3, log: log(1, 2) },
        { id: 'n2', term: 3, log: log(1, 2) },
        { id: 'n3', term: 3, log: log(1) },
        { id: 'n4', term: 3, log: log(1) },
        { id: 'n5', term: 3, log: log(1, 3) },
      ],
    })
      .crash('n5')
      .timeout('n1')
      .settle();
  const to3: Action[] = [
    { action: 'heartbeat', node: 'n1' },
    { action: 'deliver', to: 'n3' },
    { action: 'deliver', message: 'AppendEntriesResponse', from: 'n3' },
  ];

  it('§5.4.2: an old entry on a majority is not thereby committed (Figure 8c)', () => {
    const bench = figure8()
      .do(...to3)
      .settle();
    expect(bench.terms('n3')).toEqual([1, 2]);
    expect(bench.node('n1')).toMatchObject({ role: 'leader', currentTerm: 4, commitIndex: 0 });
  });

  it('§5.4.2: it can still be overwritten (Figure 8d)', () => {
    const bench = figure8()
      .do(...to3)
      .settle()
      .crash('n1')
      .restart('n5')
      .timeout('n5')
      .timeout('n5')
      .settle();
    expect(bench.node('n5').role).toBe('leader');
    bench.put('d').do({ action: 'drop', message: 'ClientPut' });
    bench.do({ action: 'retry', client: 'c1', to: 'n5' }).settle();
    expect(bench.terms('n2')).toEqual([1, 3, 5]);
    expect(bench.terms('n3')).toEqual([1, 3, 5]);
  });

  it('§5.4.2: an entry of its own term on a majority commits it and all before it (Figure 8e)', () => {
    const bench = figure8()
      .do(...to3)
      .settle()
      .put('e')
      .settle();
    expect(bench.terms('n1')).toEqual([1, 2, 4]);
    expect(bench.node('n1').commitIndex).toBe(3);
    bench.crash('n1').restart('n5').timeout('n5').timeout('n5').settle();
    expect(bench.node('n5').role).not.toBe('leader');
  });

  it('§5.4.2 (leader_noop): a new leader’s own no-op commits what it inherited', () => {
    const bench = figure8({ leaderNoop: true });
    expect(bench.terms('n1')).toEqual([1, 2, 4]);
    expect(bench.node('n1')).toMatchObject({ commitIndex: 3, lastApplied: 3 });
  });

  it('§5.4.2: entries keep their terms when a later leader copies them', () => {
    expect(figure8().heartbeat('n1').settle().node('n4').log[1]).toEqual({ term: 2, op: 'noop' });
  });
});
