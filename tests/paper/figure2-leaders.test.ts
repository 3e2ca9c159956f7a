import { describe, expect, it } from 'vitest';
import { appendResponse, Bench, led, log, n1Receives } from './bench';

describe('Figure 2, Rules for Servers: leaders', () => {
  it('upon election: sends empty AppendEntries to each server', () => {
    const bench = new Bench({ nodes: [{ id: 'n1', log: log(1) }] }).timeout('n1').deliver('RequestVote');
    const heartbeat = { type: 'AppendEntries', prevLogIndex: 1, prevLogTerm: 1, entries: [], term: 2 };
    expect(bench.deliver('VoteResponse').sent).toMatchObject([
      { to: 'n2', ...heartbeat },
      { to: 'n3', ...heartbeat },
    ]);
  });

  it('idle: repeats them whenever the heartbeat timer fires', () => {
    const bench = led();
    expect(bench.heartbeat('n1').sent).toHaveLength(2);
    expect(bench.heartbeat('n1').sent).toHaveLength(2);
    expect(bench.world.timers['n1']).toMatchObject({ kind: 'heartbeat' });
  });

  it('command from a client: appends it, and answers only after it has applied it', () => {
    const bench = led({ numClients: 1 }).put('a').deliver('ClientPut');
    expect(bench.terms('n1')).toEqual([1]);
    expect(bench.inFlight('ClientReply')).toEqual([]);
    bench.deliver('AppendEntries').deliver('AppendEntriesResponse');
    expect(bench.node('n1').lastApplied).toBe(1);
    expect(bench.inFlight('ClientReply')).toMatchObject([{ to: 'c1', ok: true, result: 'ok', request: 1 }]);
  });

  it('last index ≥ nextIndex: sends the entries from nextIndex on', () => {
    const bench = led({ numClients: 2, raft: { replication: 'pipelined' } })
      .put('a')
      .put('b', '2', 'c2');
    bench.deliver('ClientPut').deliver('ClientPut');
    expect(bench.sent).toMatchObject([
      { to: 'n2', prevLogIndex: 0, entries: bench.node('n1').log },
      { to: 'n3' },
    ]);
  });

  it('success: advances nextIndex and matchIndex of that follower alone', () => {
    const bench = led({ numClients: 1 })
      .put('a')
      .deliver('ClientPut')
      .deliver('AppendEntries')
      .deliver('AppendEntriesResponse');
    expect(bench.node('n1')).toMatchObject({ nextIndex: { n2: 2, n3: 1 }, matchIndex: { n2: 1, n3: 0 } });
  });

  it('refusal: decrements nextIndex and sends again', () => {
    const state = { role: 'leader', term: 3, log: log(1, 2, 3) };
    const bench = n1Receives(state, appendResponse({ term: 3, success: false }));
    expect(bench.node('n1').nextIndex).toEqual({ n2: 3, n3: 4 });
    expect(bench.sent).toMatchObject([{ to: 'n2', prevLogIndex: 2, prevLogTerm: 2, entries: log(3) }]);
  });

  it('nextIndex never falls below 1', () => {
    const refusal = appendResponse({ term: 1, success: false });
    const bench = n1Receives({ role: 'leader', term: 1 }, refusal, refusal);
    expect(bench.node('n1').nextIndex['n2']).toBe(1);
    expect(bench.inFlight('AppendEntries')).toHaveLength(2);
  });

  it.each([
    ['N on a majority, of the current term', [1, 2], 2, 2],
    ['N on a majority, of an older term', [1, 2], 1, 0],
    ['nothing new on a majority', [2], 0, 0],
  ])('commitIndex = N: %s', (_what, terms, matchIndex, commitIndex) => {
    const bench = n1Receives(
      { role: 'leader', term: 2, log: log(...terms) },
      appendResponse({ term: 2, matchIndex }),
    );
    expect(bench.node('n1').commitIndex).toBe(commitIndex);
  });

  it.each([
    [5, 2],
    [4, 2],
    [2, 1],
  ])('commitIndex = N: of %i servers, it takes %i followers', (numNodes, followers) => {
    const messages = Array.from({ length: followers }, (_, i) =>
      appendResponse({ from: `n${i + 2}`, matchIndex: 1 }),
    );
    const nodes = [{ id: 'n1', role: 'leader', log: log(1) }];
    const bench = new Bench({ numNodes, nodes, messages });
    for (let i = 1; i < followers; i++) bench.deliver();
    expect(bench.node('n1').commitIndex).toBe(0);
    expect(bench.deliver().node('n1').commitIndex).toBe(1);
  });
});
