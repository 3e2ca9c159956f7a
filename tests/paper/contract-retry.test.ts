import { describe, expect, it } from 'vitest';
import { operations } from '../../src/lib/index';
import { Bench, led } from './bench';

const retry = { action: 'retry', client: 'c1' } as const;

describe('scenario format, small print: retry', () => {
  const lost = (clientSessions: boolean) =>
    led({ numClients: 1, raft: { clientSessions } })
      .put('a')
      .deliver('ClientPut')
      .deliver('AppendEntries')
      .deliver('AppendEntriesResponse')
      .do({ action: 'drop', message: 'ClientReply' }, retry);

  it('with sessions it keeps its number, is one operation, and is done once', () => {
    const bench = lost(true);
    expect(bench.sent).toMatchObject([{ type: 'ClientPut', request: 1, key: 'a', to: 'n1' }]);
    bench.settle();
    expect(operations(bench.world)).toMatchObject([{ op: 'put', ok: true, result: 'ok' }]);
    expect(bench.terms('n1')).toEqual([1, 1]);
  });

  it('without, it takes a new number and is a second operation; the first has no return', () => {
    const bench = lost(false);
    expect(bench.sent).toMatchObject([{ type: 'ClientPut', request: 2 }]);
    bench.settle();
    const [first, second] = operations(bench.world);
    expect(first).not.toHaveProperty('return');
    expect(second).toMatchObject({ ok: false, result: 'key already exists: a' });
  });

  it('goes to the last leader heard of, or where it is told', () => {
    const bench = led({ numClients: 1 }).put('a').do(retry);
    expect(bench.sent).toMatchObject([{ to: 'n1' }]);
    expect(bench.do({ ...retry, to: 'n3' }).sent).toMatchObject([{ to: 'n3' }]);
  });

  it('a new leader knows the sessions that it applied', () => {
    const bench = lost(true).do({ action: 'drop', message: 'ClientPut' }).settle();
    bench
      .timeout('n2')
      .settle()
      .do({ ...retry, to: 'n2' })
      .settle();
    expect(operations(bench.world)).toMatchObject([{ ok: true, result: 'ok' }]);
    expect(bench.node('n2').log).toMatchObject([{ term: 1 }, { term: 2 }]);
  });

  it('with sessions a number below the client’s last is neither done nor answered', () => {
    const bench = led({ numClients: 1, raft: { clientSessions: true } }).put('a');
    const late = bench.do({ action: 'duplicate', message: 'ClientPut' }).sent[0]?.id;
    const settleOthers = () => {
      for (;;) {
        const other = bench.inFlight().find(({ id }) => id !== late);
        if (!other) return;
        bench.do({ action: 'deliver', id: other.id });
      }
    };
    settleOthers();
    bench.do({ action: 'request', client: 'c1', op: 'delete', key: 'a' });
    settleOthers();
    const answered = bench.client('c1');
    bench.do({ action: 'deliver', id: late }).settle();
    expect(bench.node('n1').log).toMatchObject([{ request: 1 }, { request: 2 }, { request: 1 }]);
    expect(bench.node('n1')).toMatchObject({ lastApplied: 3, unanswered: [], inbox: [] });
    expect(bench.node('n1').store).toEqual({});
    expect(bench.client('c1')).toEqual(answered);
  });

  it('with sessions a number that is the client’s last is answered again, and not done again', () => {
    const bench = led({ numClients: 1, raft: { clientSessions: true } }).put('a');
    bench.do({ action: 'duplicate', message: 'ClientPut' }).settle();
    const applied = bench.node('n2');
    expect(applied).toMatchObject({ lastApplied: 2, store: { a: '1' } });
    expect(bench.client('c1').history).toMatchObject([{ ok: true, result: 'ok' }]);
  });

  it('without sessions a duplicated request may be done twice', () => {
    const bench = led({ numClients: 1 }).put('a').do({ action: 'duplicate', message: 'ClientPut' }).settle();
    expect(bench.terms('n1')).toEqual([1, 1]);
  });
});

describe('scenario format, small print: losing the lead', () => {
  const deposed = (raft = {}) => {
    const bench = led({ numClients: 3, raft });
    for (const [i, client] of ['c1', 'c2', 'c3'].entries())
      bench.put('abc'[i] ?? '', '1', client).deliver('ClientPut');
    return bench.dropAll().timeout('n2').deliver('RequestVote', 'n2', 'n1');
  };

  it('answers what it appended “consensus failed”, what waits in its inbox “not leader”', () => {
    const replies = deposed().sent.filter(({ type }) => type === 'ClientReply');
    expect(replies).toMatchObject([
      { to: 'c1', ok: false, result: 'consensus failed' },
      { to: 'c2', ok: false, result: 'not leader' },
      { to: 'c3', ok: false, result: 'not leader' },
    ]);
  });

  it('pipelined: all were appended', () => {
    const bench = deposed({ replication: 'pipelined' });
    const replies = bench.sent.filter(({ type }) => type === 'ClientReply');
    expect(replies.map((reply) => reply['result'])).toEqual(Array(3).fill('consensus failed'));
    expect(bench.node('n1')).toMatchObject({ unanswered: [], inbox: [] });
  });

  it('deposed by a new leader’s AppendEntries it names that leader', () => {
    const bench = led({ numClients: 2 })
      .put('a')
      .deliver('ClientPut')
      .put('b', '1', 'c2')
      .deliver('ClientPut')
      .dropAll();
    bench.timeout('n2').do({ action: 'drop', to: 'n1' }).deliver('RequestVote').deliver('VoteResponse');
    bench.deliver('AppendEntries', 'n2', 'n1');
    expect(bench.sent.filter(({ to }) => to === 'c2')).toMatchObject([
      { result: 'not leader', leader: 'n2' },
    ]);
  });

  it('only the leader that took a request answers it, never a successor', () => {
    const bench = led({ numClients: 1 })
      .put('a')
      .deliver('ClientPut')
      .deliver('AppendEntries', 'n1', 'n2')
      .dropAll();
    bench.crash('n1').timeout('n2').deliver('RequestVote', 'n2', 'n3').deliver('VoteResponse').settle();
    bench.heartbeat('n2').settle();
    expect(bench.terms('n2')).toEqual([1]);
    expect(bench.client('c1').waiting).toBe(true);
  });

  it('a crashed leader answers nobody, also not after its restart', () => {
    const bench = led({ numClients: 1 }).put('a').deliver('ClientPut').crash('n1');
    expect(bench.sent).toEqual([]);
    expect(bench.restart('n1').settle().client('c1').waiting).toBe(true);
  });

  it('an entry that its leader could not commit may still commit: the outcome is unknown', () => {
    const nodes = [{ id: 'n1', role: 'leader', term: 1 }];
    const bench = new Bench({ numClients: 2, nodes }).put('a', '7').deliver('ClientPut');
    bench.deliver('AppendEntries', 'n1', 'n2').dropAll().timeout('n2').settle();
    expect(bench.client('c1').history).toMatchObject([{ ok: false, result: 'consensus failed' }]);
    bench.do({ action: 'request', client: 'c2', op: 'get', key: 'a', to: 'n2' }).settle();
    expect(bench.client('c2').history).toMatchObject([{ ok: true, result: '7' }]);
  });
});
