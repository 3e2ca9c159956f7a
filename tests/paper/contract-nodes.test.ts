import { describe, expect, it } from 'vitest';
import { enabled, inspect, step, type Action } from '../../src/lib/index';
import { Bench, led, log, requestVote } from './bench';

describe('scenario format, small print: crash and restart', () => {
  it('crash: volatile state is gone at once, and the node shows as a follower that is down', () => {
    const bench = led({ numClients: 1 }).put('a').settle().crash('n1');
    const shown = inspect(bench.world).nodes[0];
    expect(shown).toMatchObject({
      role: 'follower',
      alive: false,
      commitIndex: 0,
      lastApplied: 0,
    });
    expect(shown).toMatchObject({
      currentTerm: 1,
      votedFor: 'n1',
      log: [{ index: 1, term: 1, op: 'put', key: 'a' }],
    });
    expect(shown?.['store']).toEqual({});
    expect(shown).not.toHaveProperty('nextIndex');
  });

  it('what it sent stays in flight; what reaches it is consumed and lost', () => {
    const bench = new Bench().timeout('n1').crash('n1').crash('n2');
    const before = bench.node('n2');
    expect(bench.inFlight()).toHaveLength(2);
    expect(bench.deliver().happened()).toEqual(['message-lost']);
    expect(bench.node('n2')).toEqual(before);
    expect(bench.deliver().node('n3').votedFor).toBe('n1');
  });

  it('restart: a follower with its term, vote and log, which learns again what is committed', () => {
    const bench = led({ numClients: 1 }).put('a').settle().crash('n3').restart('n3');
    expect(bench.node('n3')).toMatchObject({
      role: 'follower',
      alive: true,
      commitIndex: 0,
      currentTerm: 1,
      votedFor: 'n1',
    });
    expect(bench.heartbeat('n1').settle().node('n3')).toMatchObject({ commitIndex: 1, store: { a: '1' } });
  });

  it('a restarted leader follows, and can be elected again', () => {
    const bench = led().crash('n1').restart('n1');
    expect(bench.timeout('n1').settle().node('n1')).toMatchObject({ role: 'leader', currentTerm: 2 });
  });

  it('a crashed candidate forgets its votes', () => {
    const bench = new Bench()
      .timeout('n1')
      .crash('n1')
      .restart('n1')
      .deliver('RequestVote')
      .deliver('VoteResponse');
    expect(bench.node('n1')).toMatchObject({ role: 'follower', votes: [], votedFor: 'n1', currentTerm: 1 });
  });

  it('timers stop at a crash and start afresh at a restart', () => {
    const bench = new Bench().crash('n1');
    expect(bench.world.timers).not.toHaveProperty('n1');
    expect(bench.restart('n1').world.timers['n1']).toMatchObject({ kind: 'election' });
  });
});

describe('scenario format, small print: refused actions', () => {
  it.each<[string, Action, RegExp]>([
    ['timeout on a leader', { action: 'timeout', node: 'n1' }, /n1 leads/],
    ['heartbeat on one that does not lead', { action: 'heartbeat', node: 'n2' }, /n2 is a follower/],
    ['timeout on a crashed node', { action: 'timeout', node: 'n3' }, /n3 is down/],
    ['heartbeat on a crashed node', { action: 'heartbeat', node: 'n3' }, /n3 is down/],
    ['crash of a crashed node', { action: 'crash', node: 'n3' }, /n3 is already down/],
    ['restart of a node that is up', { action: 'restart', node: 'n1' }, /n1 is up/],
    ['a node that is not there', { action: 'timeout', node: 'n4' }, /no node n4.*n1, n2, n3/],
    ['a node named as no node can be', { action: 'crash', node: '__proto__' }, /no node __proto__/],
    ['a client that is not there', { action: 'retry', client: 'constructor' }, /no client constructor/],
    [
      'a request to a node that is not there',
      { action: 'request', client: 'c1', op: 'get', key: 'a', to: 'c1' },
      /no node c1/,
    ],
    ['a retry while nothing is awaited', { action: 'retry', client: 'c1' }, /c1 waits for nothing/],
    ['an id that is not in flight', { action: 'deliver', id: 99 }, /id 99/],
  ])('%s', (_what, action, words) => {
    expect(led({ numClients: 1 }).crash('n3').refused(action)).toMatch(words);
  });
});

describe('scenario format, small print: enabled', () => {
  it('lists deliver, timeout, heartbeat, crash, restart, retry, drop, duplicate and heal, in that order', () => {
    const bench = led({ numClients: 2 }).crash('n3').put('a').heartbeat('n1');
    bench.do({ action: 'partition', groups: [['n1', 'n3']] });
    const [request, toN2, toN3] = bench.inFlight().map(({ id }) => id);
    expect(enabled(bench.world)).toEqual([
      { action: 'deliver', id: request },
      { action: 'deliver', id: toN3 },
      { action: 'timeout', node: 'n2' },
      { action: 'heartbeat', node: 'n1' },
      { action: 'crash', node: 'n1' },
      { action: 'crash', node: 'n2' },
      { action: 'restart', node: 'n3' },
      { action: 'retry', client: 'c1' },
      ...[request, toN2, toN3].map((id) => ({ action: 'drop', id })),
      ...[request, toN2, toN3].map((id) => ({ action: 'duplicate', id })),
      { action: 'heal' },
    ]);
  });

  it('puts first what next does', () => {
    const bench = new Bench({ messages: [requestVote({ from: 'n2' })] }).timeout('n3');
    const first = step(bench.world, enabled(bench.world)[0] as Action);
    expect(first).toEqual(step(bench.world, { action: 'next' }));
  });

  it('everything that it lists can be done', () => {
    const bench = led({ numClients: 2, nodes: [{ id: 'n2', log: log(1) }] })
      .crash('n3')
      .put('a')
      .timeout('n2');
    const actions = enabled(bench.world);
    expect(actions.length).toBeGreaterThan(10);
    for (const action of actions) expect(step(bench.world, action)).toMatchObject({ ok: true });
  });
});
