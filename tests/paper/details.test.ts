import { describe, expect, it } from 'vitest';
import { holds } from '../../src/lib/systems/raft/log';
import { append, appendResponse, Bench, led, n1Receives, notification } from './bench';

// Details that the sentences of Figure 2 imply. `npm run mutate` found each of them untested.

describe('who knows whom', () => {
  it('§5.2: a new leader knows itself, and its election is over', () => {
    expect(led().node('n1')).toMatchObject({ leader: 'n1', votes: [] });
  });

  it('§5.2: a candidate knows no leader of its term', () => {
    const bench = led();
    expect(bench.node('n2').leader).toBe('n1');
    expect(bench.timeout('n2').node('n2').leader).toBeNull();
  });

  it('a notification that is believed tells who leads', () => {
    const follower = { log: [{ term: 1, op: 'noop' } as const], term: 1 };
    expect(n1Receives(follower, notification({})).node('n1')).toMatchObject({ leader: 'n2', commitIndex: 1 });
  });

  it('a notification of what is known says nothing new', () => {
    const follower = { log: [{ term: 1, op: 'noop' } as const], term: 1, commitIndex: 1 };
    expect(n1Receives(follower, notification({})).happened()).toContain('notification-ignored');
  });

  it('who refuses a client never names itself', () => {
    const bench = new Bench({ numClients: 1, messages: [append({ from: 'n1', leaderId: 'n1' })] });
    bench.deliver('AppendEntries').put('a').deliver('ClientPut');
    expect(bench.sent).toMatchObject([{ type: 'ClientReply', result: 'not leader' }]);
    expect(bench.sent[0]).not.toHaveProperty('leader');
  });
});

it('§5.1: a leader that learns of a newer term waits as a follower does', () => {
  const bench = n1Receives({ role: 'leader', term: 1 }, appendResponse({ term: 5, success: false }));
  expect(bench.node('n1')).toMatchObject({ role: 'follower', currentTerm: 5 });
  expect(bench.world.timers['n1']).toMatchObject({ kind: 'election' });
});

it('§5.3: before the first entry all logs agree, whatever term a message gives it', () => {
  expect(holds([], 0, 7)).toBe(true);
  expect(holds([{ term: 1, op: 'noop' }], 0, 7)).toBe(true);
});

describe('§8: client sessions', () => {
  const raft = { clientSessions: true, replication: 'pipelined' as const };

  /** Delivers everything except client requests, until nothing else is in flight. */
  function settleButRequests(bench: Bench): Bench {
    for (;;) {
      const next = bench.inFlight().find(({ type }) => type !== 'ClientPut');
      if (!next) return bench;
      bench.do({ action: 'deliver', id: next.id });
    }
  }

  it('each client has its own, on every server', () => {
    const bench = led({ numClients: 2, raft })
      .put('a')
      .settle()
      .put('b', '2', 'c2')
      .settle()
      .heartbeat('n1')
      .settle();
    for (const id of ['n1', 'n2', 'n3'])
      expect(bench.node(id).sessions).toEqual({
        c1: { request: 1, ok: true, result: 'ok' },
        c2: { request: 1, ok: true, result: 'ok' },
      });
  });

  it('there are none while they are off', () => {
    expect(led({ numClients: 1 }).put('a').settle().node('n1').sessions).toEqual({});
  });

  it('a request older than its client’s last is neither done nor answered', () => {
    const bench = led({ numClients: 1, raft }).put('a').do({ action: 'duplicate', message: 'ClientPut' });
    settleButRequests(bench.deliver('ClientPut'));
    const old = bench.inFlight('ClientPut')[0];
    bench.put('b').do({ action: 'deliver', message: 'ClientPut', nth: 2 });
    settleButRequests(bench);
    expect(bench.node('n1').store).toEqual({ a: '1', b: '1' });
    const before = bench.world.network.nextId;
    bench.do({ action: 'deliver', id: old?.id as number });
    const replies = [];
    for (let next = bench.inFlight()[0]; next; next = bench.inFlight()[0]) {
      if (next.type === 'ClientReply' && next.id >= before) replies.push(next);
      bench.do({ action: 'deliver', id: next.id });
    }
    expect(replies).toEqual([]);
    expect(bench.node('n1')).toMatchObject({ lastApplied: 3, unanswered: [] });
  });
});
