import { describe, expect, it } from 'vitest';
import { append, appendResponse, Bench, led, log, n1Receives } from './bench';

/** A leader n1 of term 8 over a follower's log, as in the paper's Figure 7; n3 is empty. */
const LEADER = [1, 1, 1, 4, 4, 5, 5, 6, 6, 6];
const overwriting = (terms: readonly number[]) =>
  new Bench({
    nodes: [
      { id: 'n1', role: 'leader', term: 8, log: log(...LEADER) },
      { id: 'n2', log: log(...terms) },
    ],
  });

describe('§5.3 Log replication', () => {
  it('§5.3: the leader appends the command first, then sends it to all others in parallel', () => {
    const bench = led({ numClients: 1 }).put('a').deliver('ClientPut');
    expect(bench.happened()).toContain('entry-appended');
    expect(bench.sent.map(({ type, to }) => `${type} ${to}`)).toEqual([
      'AppendEntries n2',
      'AppendEntries n3',
    ]);
  });

  it('§5.3: once the entry is on a majority, the leader applies it and returns the result', () => {
    const bench = led({ numClients: 1 }).put('a', '7').deliver('ClientPut').deliver('AppendEntries');
    expect(bench.node('n1').store).toEqual({});
    bench.deliver('AppendEntriesResponse').deliver('ClientReply');
    expect(bench.node('n1').store).toEqual({ a: '7' });
    expect(bench.client('c1').history).toMatchObject([{ op: 'put', key: 'a', ok: true, result: 'ok' }]);
  });

  it('§5.3: a slow or lost follower is sent the entries again, even after the client has its answer', () => {
    const bench = led({ numClients: 1 }).put('a').deliver('ClientPut');
    bench.do({ action: 'drop', message: 'AppendEntries', to: 'n3' }).settle().dropAll();
    expect(bench.client('c1').waiting).toBe(false);
    expect(bench.terms('n3')).toEqual([]);
    bench.heartbeat('n1');
    expect(bench.sent).toMatchObject([
      { to: 'n2', entries: [] },
      { to: 'n3', prevLogIndex: 0, entries: [{ key: 'a' }], leaderCommit: 1 },
    ]);
    expect(bench.settle().node('n3')).toMatchObject({ commitIndex: 1, store: { a: '1' } });
  });

  it('§5.3: one slow follower holds nothing up', () => {
    const bench = led({ numClients: 1 }).do({ action: 'partition', groups: [['n1', 'n2'], ['n3']] });
    expect(bench.put('a').settle().client('c1').history).toMatchObject([{ ok: true }]);
  });

  it('§5.3: committing an entry commits all before it, those of earlier leaders too', () => {
    const response = appendResponse({ term: 3, matchIndex: 3 });
    const bench = n1Receives({ role: 'leader', term: 3, log: log(1, 2, 3) }, response);
    expect(bench.node('n1')).toMatchObject({ commitIndex: 3, lastApplied: 3 });
  });

  it('§5.3: the leader tells the highest index it knows committed in all later AppendEntries, heartbeats too', () => {
    const bench = led({ numClients: 1, raft: { commitNotification: false } })
      .put('a')
      .settle();
    expect(bench.node('n2').commitIndex).toBe(0);
    expect(bench.heartbeat('n1').sent).toMatchObject([{ leaderCommit: 1 }, { leaderCommit: 1 }]);
    expect(bench.settle().node('n2')).toMatchObject({ commitIndex: 1, lastApplied: 1 });
  });

  it('§5.3: a follower that learns of a commit applies it, in log order', () => {
    const put = (key: string) => ({ term: 1, op: 'put', key, value: '1' });
    const bench = n1Receives(
      { log: [put('a'), put('b')] },
      append({ prevLogIndex: 2, prevLogTerm: 1, leaderCommit: 2 }),
    );
    expect(Object.keys(bench.node('n1').store)).toEqual(['a', 'b']);
  });

  it('§5.3: a leader creates at most one entry with an index in a term', () => {
    const bench = led({ numClients: 2, raft: { replication: 'pipelined' } })
      .put('a')
      .put('a', '2', 'c2')
      .settle();
    const appended = bench.node('n1').log.map(({ client }, i) => [i + 1, client]);
    expect(appended).toEqual([
      [1, 'c1'],
      [2, 'c2'],
    ]);
  });

  it('§5.3: AppendEntries names the entry before the new ones; a follower without it refuses', () => {
    const bench = n1Receives(
      { log: log(1) },
      append({ term: 2, prevLogIndex: 2, prevLogTerm: 1, entries: log(2) }),
    );
    expect(bench.sent).toMatchObject([{ success: false }]);
    expect(bench.terms('n1')).toEqual([1]);
  });

  it('§5.3: success tells the leader that the logs are identical up to the new entries', () => {
    const bench = overwriting([1, 1, 1, 4, 4, 5, 5, 6, 6]).heartbeat('n1').settle();
    expect(bench.node('n1').matchIndex['n2']).toBe(10);
    expect(bench.node('n2').log).toEqual(bench.node('n1').log);
  });

  it('§5.3: nextIndex begins just after the leader’s last entry', () => {
    expect(overwriting([]).node('n1').nextIndex).toEqual({ n2: 11, n3: 11 });
  });

  // Figure 7, (a) to (f): a follower may miss entries, have extra ones, or both.
  it.each([
    ['a: misses one', [1, 1, 1, 4, 4, 5, 5, 6, 6]],
    ['b: misses many', [1, 1, 1, 4]],
    ['c: has one more', [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6]],
    ['d: has more of a later term', [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7]],
    ['e: has others and misses some', [1, 1, 1, 4, 4, 4, 4]],
    ['f: has others of other terms', [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]],
    ['empty', []],
  ])('§5.3: the leader forces a follower’s log to duplicate its own: Figure 7 %s', (_what, terms) => {
    const bench = new Bench({
      numClients: 1,
      nodes: [
        { id: 'n1', role: 'leader', term: 8, log: log(...LEADER) },
        { id: 'n2', log: log(...terms) },
      ],
    });
    bench.put('a').settle();
    expect(bench.terms('n2')).toEqual([...LEADER, 8]);
    expect(bench.node('n2').log).toEqual(bench.node('n1').log);
    expect(bench.node('n2').commitIndex).toBe(11);
  });

  it('§5.3: extra entries are deleted only where they conflict: a heartbeat leaves them', () => {
    expect(
      overwriting([...LEADER, 6])
        .heartbeat('n1')
        .settle()
        .terms('n2'),
    ).toEqual([...LEADER, 6]);
  });

  it('§5.3: after each refusal nextIndex goes one back, until the logs agree', () => {
    const bench = overwriting([1, 1, 1, 4, 4, 4, 4]).heartbeat('n1');
    const tried: unknown[] = [];
    while (bench.inFlight('AppendEntries').some(({ to }) => to === 'n2')) {
      tried.push(bench.inFlight('AppendEntries').find(({ to }) => to === 'n2')?.['prevLogIndex']);
      bench.deliver('AppendEntries', 'n1', 'n2').deliver('AppendEntriesResponse', 'n2');
    }
    expect(tried).toEqual([10, 9, 8, 7, 6, 5]);
    expect(bench.terms('n2')).toEqual(LEADER);
  });

  it('§5.3: the logs then stay consistent for the rest of the term', () => {
    const bench = led({ numClients: 1 });
    for (const key of ['a', 'b', 'c']) {
      bench.put(key).settle();
      expect(bench.node('n3').log).toEqual(bench.node('n1').log);
    }
  });

  it('§5.3: a leader never overwrites or deletes entries of its own log', () => {
    for (const message of [append({ term: 2, entries: log(2) }), append({ term: 1, entries: log(1) })]) {
      const bench = n1Receives({ role: 'leader', term: 2, log: log(1, 2) }, message);
      expect(bench.node('n1')).toMatchObject({ role: 'leader', log: log(1, 2) });
    }
  });
});
