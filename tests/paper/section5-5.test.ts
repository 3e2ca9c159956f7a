import { describe, expect, it } from 'vitest';
import { checkSafety, play } from '../../src/lib/index';
import { append, appendResponse, Bench, led, log, n1Receives, requestVote, setupOf } from './bench';

describe('Figure 2, persistent state: “updated on stable storage before responding to RPCs”', () => {
  it.each([
    ['the vote', requestVote({ term: 3 }), { currentTerm: 3, votedFor: 'n2' }],
    ['the entries', append({ term: 3, entries: log(3, 3) }), { currentTerm: 3, log: log(3, 3) }],
    ['the newer term of a message that is refused', append({ term: 3, prevLogIndex: 5 }), { currentTerm: 3 }],
  ])('%s that an answer tells of survives a crash right after it', (_what, message, kept) => {
    const bench = n1Receives({ term: 1 }, message);
    expect(bench.sent).toMatchObject([{ term: 3 }]);
    expect(bench.crash('n1').node('n1')).toMatchObject(kept);
    expect(bench.restart('n1').node('n1')).toMatchObject(kept);
  });

  it('a candidate’s own term and vote: after a crash it votes for no one else in that term', () => {
    const bench = n1Receives({}).timeout('n1').crash('n1').restart('n1');
    expect(bench.node('n1')).toMatchObject({ role: 'follower', currentTerm: 1, votedFor: 'n1' });
    bench.timeout('n2').deliver('RequestVote', 'n2', 'n1');
    expect(bench.sent).toMatchObject([{ type: 'VoteResponse', voteGranted: false }]);
  });

  it('a leader’s own entries', () => {
    const bench = led({ numClients: 1 }).put('a').deliver('ClientPut').crash('n1').restart('n1');
    expect(bench.node('n1').log).toMatchObject([{ term: 1, key: 'a' }]);
  });
});

describe('Figure 2, leaders: what is an inconsistency, and what is not', () => {
  it('a refusal that brings a newer term is none: the leader steps down and sends nothing', () => {
    const refusal = appendResponse({ term: 4, success: false });
    const bench = n1Receives({ role: 'leader', term: 3, log: log(1, 3) }, refusal);
    expect(bench.node('n1')).toMatchObject({ role: 'follower', currentTerm: 4, votedFor: null });
    expect(bench.sent).toEqual([]);
  });

  it('a refusal of an earlier term of this leader is none either', () => {
    const state = { role: 'leader', term: 3, log: log(1, 3) };
    const bench = n1Receives(state, appendResponse({ term: 2, success: false }));
    expect(bench.node('n1').nextIndex).toEqual({ n2: 3, n3: 3 });
    expect(bench.sent).toEqual([]);
  });
});

describe('§5.3 Log replication, under faults', () => {
  it('§5.3: a follower that crashed is sent again what it missed, until it stores all entries', () => {
    const bench = led({ numClients: 1 }).crash('n3');
    for (const key of ['a', 'b', 'c']) bench.put(key).settle();
    expect(bench.terms('n3')).toEqual([]);
    bench.heartbeat('n1').settle().heartbeat('n1').settle();
    expect(bench.client('c1').history).toHaveLength(3);
    bench.restart('n3').heartbeat('n1').settle();
    expect(bench.node('n3').log).toEqual(bench.node('n1').log);
    expect(bench.node('n3').store).toEqual({ a: '1', b: '1', c: '1' });
  });

  it('§5.3: a new leader does nothing special to restore consistency: its heartbeats and their answers do', () => {
    const bench = new Bench({
      nodes: [
        { id: 'n1', term: 3, log: log(1, 2, 3) },
        { id: 'n2', term: 3, log: log(1, 2) },
        { id: 'n3', term: 3, log: log(1, 1, 1) },
      ],
    }).timeout('n1');
    const sent = new Set<string>();
    while (bench.inFlight().length > 0) {
      bench.deliver();
      for (const { type } of bench.sent) sent.add(type);
    }
    expect([...sent].sort()).toEqual(['AppendEntries', 'AppendEntriesResponse', 'VoteResponse']);
    expect([bench.terms('n2'), bench.terms('n3')]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  it('§5.3: in the normal case one round to a majority commits', () => {
    const bench = led({ numNodes: 5, numClients: 1 }).put('a').deliver('ClientPut');
    for (const to of ['n2', 'n3']) bench.deliver('AppendEntries', 'n1', to);
    bench.deliver('AppendEntriesResponse', 'n2').deliver('AppendEntriesResponse', 'n3');
    expect(bench.node('n1')).toMatchObject({ commitIndex: 1, lastApplied: 1 });
  });

  it('Figure 7 (f): comes of a leader of terms 2 and 3 that crashed before it committed what it took', () => {
    const bench = new Bench({
      ...{ numNodes: 5, numClients: 1, raft: { replication: 'pipelined' } },
      nodes: Array.from({ length: 5 }, (_, i) => ({ id: `n${i + 1}`, term: 1, log: log(1, 1, 1) })),
    });
    for (const count of [3, 5]) {
      bench.timeout('n5').deliver('RequestVote').deliver('RequestVote');
      bench.deliver('VoteResponse').deliver('VoteResponse').dropAll();
      for (let i = 0; i < count; i++) {
        const waits = bench.client('c1').waiting;
        bench.do(waits ? { action: 'retry', client: 'c1', to: 'n5' } : asks('n5')).deliver('ClientPut');
        bench.dropAll();
      }
      bench.crash('n5').restart('n5');
    }
    expect(bench.terms('n5')).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]);
    expect(bench.node('n5').commitIndex).toBe(0);
  });
});

const asks = (to: string) =>
  ({ action: 'request', client: 'c1', op: 'put', key: 'a', value: '1', to }) as const;

describe('§5.5 Follower and candidate crashes', () => {
  it('§5.5: requests to a crashed server are lost, and retried until it is back', () => {
    const bench = led({ numClients: 1 }).crash('n2').put('a').deliver('ClientPut');
    expect(bench.deliver('AppendEntries', 'n1', 'n2').happened()).toEqual(['message-lost']);
    bench.dropAll().restart('n2').heartbeat('n1').settle();
    expect(bench.node('n2')).toMatchObject({ log: [{ key: 'a' }], store: { a: '1' } });
  });

  it('§5.5: RequestVote to a crashed server: the next election asks it again', () => {
    const bench = new Bench().crash('n2').crash('n3').timeout('n1').settle();
    expect(bench.node('n1').role).toBe('candidate');
    expect(bench.restart('n2').timeout('n1').settle().node('n1')).toMatchObject({
      role: 'leader',
      currentTerm: 2,
    });
  });

  it('§5.5: a crash after the work and before the answer: the same request comes again and does no harm', () => {
    const entries = log(1, 1);
    const once = n1Receives({}, append({ entries })).dropAll().crash('n1').restart('n1');
    const before = once.node('n1').log;
    const again = new Bench({
      nodes: [{ id: 'n1', term: 1, log: before }],
      messages: [append({ entries })],
    }).deliver();
    expect(again.node('n1').log).toEqual(before);
    expect(again.sent).toMatchObject([{ success: true, matchIndex: 2 }]);
    expect(again.happened()).not.toContain('entry-appended');
  });

  it('§5.5: requests are idempotent: every message of a run twice leaves the same logs and stores', () => {
    const acts = (twice: boolean) => {
      const bench = new Bench({ numClients: 1 }).timeout('n1');
      for (const key of ['a', 'b', '']) {
        while (bench.inFlight().length > 0) {
          const [{ id, type } = { id: 0, type: '' }] = bench.inFlight();
          const again = twice && !type.startsWith('Client') && bench.world.step < 400;
          if (again) bench.do({ action: 'duplicate', id });
          const copy = bench.world.network.nextId - 1;
          bench.do({ action: 'deliver', id });
          if (again) bench.do({ action: 'deliver', id: copy });
        }
        if (key !== '') bench.put(key);
      }
      return ['n1', 'n2', 'n3'].map((id) => {
        const { role, currentTerm, votedFor, log: entries, commitIndex, lastApplied, store } = bench.node(id);
        return { role, currentTerm, votedFor, entries, commitIndex, lastApplied, store };
      });
    };
    expect(acts(true)).toEqual(acts(false));
  });
});

describe('§5.6 Timing and availability', () => {
  it('§5.6: safety does not depend on timing: timeouts out of every order break no promise', () => {
    const nodes = ['n1', 'n2', 'n3'];
    const steps = Array.from({ length: 60 }, (_, i) =>
      i % 4 === 3
        ? ({ action: 'next', count: 5 } as const)
        : ({ action: 'timeout', node: nodes[(i * 7) % 3] as string } as const),
    );
    const setup = setupOf({ numClients: 2, requestsPerClient: 3 });
    let run = play({ setup, steps });
    // A leader's election timeout is refused; the run continues after it.
    let rest = steps as readonly (typeof steps)[number][];
    while (run.failure) {
      rest = rest.toSpliced(run.failure.step - 1, 1);
      run = play({ setup, steps: rest });
    }
    expect(run.worlds.length).toBeGreaterThan(60);
    expect(checkSafety(run.worlds)).toEqual([]);
  });
});
