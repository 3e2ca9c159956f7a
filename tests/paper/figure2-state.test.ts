import { describe, expect, it } from 'vitest';
import { append, Bench, led, log, n1Receives, requestVote } from './bench';

describe('Figure 2, State', () => {
  it('currentTerm: 0 on first boot', () => {
    const { node } = new Bench();
    expect(['n1', 'n2', 'n3'].map((id) => node(id).currentTerm)).toEqual([0, 0, 0]);
  });

  it('currentTerm: the latest term the server has seen, never less', () => {
    const { node } = n1Receives({}, append({ term: 4 }), requestVote({ term: 2 }), append({ term: 3 }));
    expect(node('n1').currentTerm).toBe(4);
  });

  it('votedFor: nobody at first, then the candidate that got the vote of the current term', () => {
    expect(new Bench().node('n1').votedFor).toBeNull();
    expect(n1Receives({}, requestVote({ from: 'n3' })).node('n1').votedFor).toBe('n3');
  });

  it('votedFor: nobody again once the term is another', () => {
    expect(n1Receives({ term: 1, votedFor: 'n3' }, append({ term: 2 })).node('n1').votedFor).toBeNull();
  });

  it('log: the first index is 1', () => {
    const bench = led({ numClients: 1 }).put('a');
    expect(bench.inFlight('ClientPut')).toHaveLength(1);
    bench.deliver('ClientPut');
    expect(bench.events).toContainEqual(expect.objectContaining({ type: 'entry-appended', index: 1 }));
    expect(bench.sent[0]).toMatchObject({ prevLogIndex: 0, prevLogTerm: 0 });
  });

  it('log: each entry holds a command and the term in which the leader received it', () => {
    const bench = led({ numClients: 1 }).put('a', '7').deliver('ClientPut');
    expect(bench.node('n1').log).toEqual([
      { term: 1, op: 'put', key: 'a', value: '7', client: 'c1', request: 1 },
    ]);
  });

  it('commitIndex and lastApplied: 0 at first', () => {
    const { commitIndex, lastApplied } = new Bench().node('n1');
    expect([commitIndex, lastApplied]).toEqual([0, 0]);
  });

  it('commitIndex never falls: an older leaderCommit leaves it', () => {
    const entries = log(1, 1, 1);
    const bench = n1Receives({}, append({ entries, leaderCommit: 3 }), append({ entries, leaderCommit: 1 }));
    expect(bench.node('n1').commitIndex).toBe(3);
    expect(bench.node('n1').lastApplied).toBe(3);
  });

  it('nextIndex: for each other server the leader’s last index + 1', () => {
    const bench = new Bench({ nodes: [{ id: 'n1', log: log(1, 1) }] });
    expect(bench.timeout('n1').deliver('RequestVote').deliver('VoteResponse').node('n1').nextIndex).toEqual({
      n2: 3,
      n3: 3,
    });
  });

  it('matchIndex: 0 at first', () => {
    const bench = new Bench({ nodes: [{ id: 'n1', log: log(1, 1) }] }).timeout('n1');
    expect(bench.deliver('RequestVote').deliver('VoteResponse').node('n1').matchIndex).toEqual({
      n2: 0,
      n3: 0,
    });
  });

  it('nextIndex and matchIndex: reinitialized after each election', () => {
    const bench = led({ numClients: 1, numNodes: 3 }).put('a').settle();
    expect(bench.node('n1').matchIndex).toEqual({ n2: 1, n3: 1 });
    bench.timeout('n2').settle().timeout('n1').deliver('RequestVote').deliver('VoteResponse');
    expect(bench.node('n1')).toMatchObject({
      role: 'leader',
      matchIndex: { n2: 0, n3: 0 },
      nextIndex: { n2: 2 },
    });
  });

  it('persistent state: currentTerm, votedFor and log survive a crash', () => {
    const state = { term: 3, votedFor: 'n2', log: log(1, 3), commitIndex: 1 };
    const { currentTerm, votedFor, log: kept } = n1Receives(state).crash('n1').restart('n1').node('n1');
    expect({ currentTerm, votedFor, kept }).toEqual({ currentTerm: 3, votedFor: 'n2', kept: log(1, 3) });
  });

  it('persistent state is stored before the answer is sent: a crash right after a vote does not free it', () => {
    const bench = n1Receives({}, requestVote({ from: 'n2' }));
    expect(bench.inFlight('VoteResponse')).toHaveLength(1);
    expect(bench.crash('n1').restart('n1').node('n1')).toMatchObject({ currentTerm: 1, votedFor: 'n2' });
  });

  it('volatile state: commitIndex, lastApplied, nextIndex and matchIndex begin anew', () => {
    const bench = led({ numClients: 1 }).put('a').settle().crash('n1').restart('n1');
    const { commitIndex, lastApplied, nextIndex, matchIndex, store } = bench.node('n1');
    expect({ commitIndex, lastApplied }).toEqual({ commitIndex: 0, lastApplied: 0 });
    expect({ nextIndex, matchIndex, store }).toEqual({ nextIndex: {}, matchIndex: {}, store: {} });
  });
});
