import { describe, expect, it } from 'vitest';
import { inspect, operations, start } from '../../src/lib/index';
import { append, Bench, led, requestVote, setupOf } from './bench';

const requestsOf = (bench: Bench) =>
  bench.inFlight().filter(({ type }) => /^Client(Put|Get|Delete)/.test(type));

describe('scenario format, small print: clients begin', () => {
  it('when a node first leads: c1 first, to that leader, after the leader’s own messages', () => {
    const bench = new Bench({ numClients: 3, requestsPerClient: 5 }).timeout('n2').deliver('RequestVote');
    expect(requestsOf(bench)).toEqual([]);
    bench.deliver('VoteResponse');
    expect(bench.sent.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'n2 n1',
      'n2 n3',
      'c1 n2',
      'c2 n2',
      'c3 n2',
    ]);
    expect(bench.sent.slice(2).map((message) => message['request'])).toEqual([1, 1, 1]);
  });

  it('at step 0 if a node leads already, after the set-up’s messages', () => {
    const nodes = [{ id: 'n3', role: 'leader', term: 1 }];
    const { world } = new Bench({
      numClients: 2,
      requestsPerClient: 1,
      nodes,
      messages: [requestVote({ term: 0 })],
    });
    expect(world.network.inFlight.map(({ id, from, to }) => [id, from, to])).toEqual([
      [1, 'n2', 'n1'],
      [2, 'c1', 'n3'],
      [3, 'c2', 'n3'],
    ]);
  });

  it('once only: a second leader makes nobody begin again', () => {
    const bench = led({ numClients: 1, requestsPerClient: 1 });
    expect(bench.timeout('n2').settle().client('c1').ownSent).toBe(1);
  });

  it('every answer, whatever it says, makes the client send its next request', () => {
    const requests = [{ op: 'get', key: 'x' } as const, { op: 'delete', key: 'y' } as const];
    const bench = led({ numClients: 1, clients: [{ id: 'c1', requests }] });
    expect(bench.client('c1').history).toMatchObject([
      { op: 'get', ok: false, result: 'key not found: x' },
      { op: 'delete', ok: false, result: 'key not found: y' },
    ]);
  });

  it('the next goes to the last leader that the client heard of', () => {
    const requests = [{ op: 'get', key: 'x' } as const, { op: 'get', key: 'y' } as const];
    const bench = new Bench({ numClients: 1, clients: [{ id: 'c1', requests }] }).timeout('n1');
    bench.deliver('RequestVote').deliver('VoteResponse');
    bench
      .timeout('n2')
      .deliver('RequestVote', 'n2', 'n1')
      .deliver('RequestVote', 'n2', 'n3')
      .deliver('VoteResponse', 'n1', 'n2');
    bench.deliver('AppendEntries', 'n2', 'n1').deliver('ClientGet').deliver('ClientReply');
    expect(bench.client('c1').history[0]?.result).toBe('not leader');
    expect(bench.sent).toMatchObject([{ type: 'ClientGet', key: 'y', to: 'n2', request: 2 }]);
  });

  it('a value that reads “not leader” is still the leader’s answer', () => {
    const bench = new Bench({ numClients: 2, nodes: [{ id: 'n2', role: 'leader', term: 1 }] })
      .put('a', 'not leader')
      .settle();
    bench.do({ action: 'timeout', node: 'n3' }).settle();
    bench.do({ action: 'request', client: 'c2', op: 'get', key: 'a', to: 'n3' }).settle();
    expect(bench.client('c2').history).toMatchObject([{ ok: true, result: 'not leader' }]);
    expect(bench.client('c2').leader).toBe('n3');
  });

  it('an empty list leaves a client silent', () => {
    const bench = led({ numClients: 2, requestsPerClient: 1, clients: [{ id: 'c1', requests: [] }] });
    expect(bench.client('c1').history).toEqual([]);
    expect(bench.client('c2').history).toHaveLength(1);
  });

  it('random request k of client c depends on seed, c and k alone', () => {
    const asked = (change: object) => {
      const bench = led({ numClients: 3, requestsPerClient: 4, ...change });
      return bench.client('c2').history.map(({ op, key, value }) => ({ op, key, value }));
    };
    const usual = asked({});
    expect(usual).toHaveLength(4);
    for (const other of [
      { numNodes: 1 },
      { numNodes: 5, numClients: 2 },
      { raft: { replication: 'pipelined' } },
    ]) {
      expect(asked(other)).toEqual(usual);
    }
    expect(asked({ requestsPerClient: 2 })).toEqual(usual.slice(0, 2));
    expect(asked({ seed: 2 })).not.toEqual(usual);
  });

  it('random requests draw from the keys and val_0 to val_99, every operation', () => {
    const change = { numNodes: 1, numClients: 5, requestsPerClient: 40, keys: ['k', 'l'] };
    const bench = new Bench(change).timeout('n1').settle();
    const asked = operations(bench.world);
    expect(asked).toHaveLength(200);
    expect(new Set(asked.map(({ op }) => op))).toEqual(new Set(['put', 'get', 'delete']));
    expect(new Set(asked.map(({ key }) => key))).toEqual(new Set(['k', 'l']));
    expect(
      asked.every(({ op, value }) => (op === 'put' ? /^val_\d\d?$/.test(value ?? '') : value === undefined)),
    ).toBe(true);
  });
});

describe('scenario format, small print: requests and replies', () => {
  it('a client waits for one request at a time', () => {
    const bench = led({ numClients: 1 }).put('a');
    expect(bench.refused({ action: 'request', client: 'c1', op: 'get', key: 'a' })).toMatch(/c1 still waits/);
    bench.settle();
    expect(bench.refused({ action: 'retry', client: 'c1' })).toMatch(/c1 waits for nothing/);
  });

  it('requests are numbered from 1, and a log entry carries its client and number', () => {
    const bench = led({ numClients: 1 }).put('a').settle().put('b').settle();
    expect(bench.node('n2').log).toMatchObject([
      { client: 'c1', request: 1 },
      { client: 'c1', request: 2 },
    ]);
  });

  it('a reply with another number is ignored', () => {
    const reply = { type: 'ClientReply', from: 'n1', to: 'c1', request: 7, ok: true, result: 'ok' };
    const bench = new Bench({ numClients: 1, messages: [reply] }).put('a').deliver('ClientReply');
    expect(bench.client('c1')).toMatchObject({ waiting: true, lastRequest: 1 });
    expect(bench.happened()).toContain('client-ignored-reply');
  });

  it('a repeated reply is ignored', () => {
    const bench = led({ numClients: 1 })
      .put('a')
      .deliver('ClientPut')
      .deliver('AppendEntries')
      .deliver('AppendEntriesResponse');
    const answered = bench
      .do({ action: 'duplicate', message: 'ClientReply' })
      .deliver('ClientReply')
      .client('c1');
    expect(bench.deliver('ClientReply').client('c1')).toEqual(answered);
  });

  it('request goes to n1 before any leader was heard of, or where it is told', () => {
    const bench = new Bench({ numClients: 2 })
      .put('a')
      .do({ action: 'request', client: 'c2', op: 'get', key: 'a', to: 'n3' });
    expect(bench.inFlight().map(({ to }) => to)).toEqual(['n1', 'n3']);
    expect(bench.refused({ action: 'request', client: 'c9', op: 'get', key: 'a' })).toMatch(/no client c9/);
  });

  it('a client’s message in the set-up is its outstanding request', () => {
    const message = { type: 'ClientPut', from: 'c1', to: 'n1', request: 1, key: 'a', value: '1' };
    const nodes = [{ id: 'n1', role: 'leader', term: 1 }];
    const bench = new Bench({ numClients: 1, requestsPerClient: 1, nodes, messages: [message] });
    expect(bench.client('c1')).toMatchObject({ waiting: true, lastRequest: 1, ownSent: 0 });
    bench.settle();
    expect(operations(bench.world)).toMatchObject([{ op: 'put', key: 'a', ok: true }, { client: 'c1' }]);
  });

  it('call and return come from one counter: no two are equal', () => {
    const { world } = led({ numClients: 4, requestsPerClient: 3 });
    const times = operations(world).flatMap(({ call, return: end }) => [call, end]);
    expect(new Set(times).size).toBe(24);
    expect(operations(world).every(({ call, return: end }) => end !== undefined && call < end)).toBe(true);
  });

  it.each([
    ['RequestVote', { candidateId: 'n2' }, requestVote({})],
    ['AppendEntries', { leaderId: 'n2' }, append({})],
  ])('inspect shows a message with its own fields: %s', (type, fields, message) => {
    const view = inspect(start({ setup: setupOf({ messages: [message] }), steps: [] }));
    expect(view.messages).toMatchObject([{ id: 1, type, from: 'n2', to: 'n1', held: false, ...fields }]);
  });
});
