import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/lib/index';
import { append, Bench, led, requestVote } from './bench';

describe('scenario format, small print: selecting messages', () => {
  it('ids count from 1: the set-up’s messages, then what the system sends at start, then the clients', () => {
    const nodes = [{ id: 'n2', role: 'leader', term: 1 }];
    const messages = [append({ from: 'n2', to: 'n3' }), requestVote({})];
    const bench = new Bench({
      raft: { autoStart: true },
      numClients: 2,
      requestsPerClient: 1,
      nodes,
      messages,
    });
    expect(bench.inFlight().map(({ id, type }) => `${id} ${type.replace(/Put|Get|Delete/, '')}`)).toEqual([
      '1 AppendEntries',
      '2 RequestVote',
      '3 StartElection',
      '4 Client',
      '5 Client',
    ]);
  });

  it('auto_start: main asks n1 to start an election', () => {
    const bench = new Bench({ raft: { autoStart: true } });
    expect(bench.inFlight()).toMatchObject([{ id: 1, type: 'StartElection', from: 'main', to: 'n1' }]);
    expect(bench.deliver().node('n1')).toMatchObject({ role: 'candidate', currentTerm: 1 });
  });

  it('StartElection acts as the timeout, and a leader ignores it', () => {
    const start = { type: 'StartElection', from: 'main', to: 'n1' };
    const bench = new Bench({ messages: [start, start] }).deliver();
    const timedOut = new Bench().timeout('n1');
    expect(bench.node('n1')).toEqual(timedOut.node('n1'));
    bench.deliver('RequestVote').deliver('VoteResponse');
    const leader = bench.node('n1');
    expect(bench.deliver('StartElection').node('n1')).toEqual(leader);
  });

  const three = () =>
    new Bench({
      messages: [requestVote({ from: 'n2' }), append({ from: 'n2' }), requestVote({ from: 'n3' })],
    });

  it.each([
    ['the oldest of all', {}, 1],
    ['by type', { message: 'AppendEntries' }, 2],
    ['by sender', { from: 'n3' }, 3],
    ['by type and place', { message: 'RequestVote', nth: 2 }, 3],
    ['by id', { id: 2 }, 2],
  ])('a selector picks %s', (_what, selector, id) => {
    const bench = three().do({ action: 'drop', ...selector });
    expect(bench.inFlight().map((message) => message.id)).toEqual([1, 2, 3].filter((other) => other !== id));
  });

  it('a selector picks by the log index of the first entry', () => {
    const bench = led({ numClients: 2, raft: { replication: 'pipelined' } })
      .put('a')
      .deliver('ClientPut');
    bench
      .deliver('AppendEntries', 'n1', 'n2')
      .deliver('AppendEntriesResponse')
      .put('b', '1', 'c2')
      .deliver('ClientPut');
    bench.do({ action: 'deliver', message: 'AppendEntries', index: 2 });
    expect(bench.node('n2').log).toHaveLength(2);
    expect(bench.refused({ action: 'deliver', index: 3 })).toMatch(/with index 3/);
  });

  it('one that fits nothing is an error that lists what is in flight', () => {
    const error = three().refused({ action: 'deliver', message: 'VoteResponse', to: 'n3' });
    expect(error).toContain('VoteResponse to n3');
    expect(error).toContain('RequestVote n2 → n1, AppendEntries n2 → n1, RequestVote n3 → n1');
    expect(new Bench().refused({ action: 'drop' })).toContain('Nothing is in flight');
  });

  it.each([
    [{ id: 99 }, 'no message in flight has id 99.'],
    [{ id: 99, to: 'n3' }, 'no message with id 99 to n3 is in flight.'],
    [{ from: 'n1', to: 'n3' }, 'no message from n1 to n3 is in flight.'],
    [{ message: 'VoteResponse', id: 2 }, 'no message in flight fits VoteResponse with id 2.'],
    [{ nth: 9 }, 'no message (number 9 of these) is in flight.'],
  ])('what does not fit %j is said in a sentence', (selector, sentence) => {
    expect(three().refused({ action: 'deliver', ...selector })).toContain(`${sentence} In flight: `);
  });

  it('a copy has a new id and counts as the newest', () => {
    const bench = three().do({ action: 'duplicate', id: 1 });
    expect(bench.inFlight().map(({ id, type, from }) => `${id} ${type} ${from}`)).toEqual([
      '1 RequestVote n2',
      '2 AppendEntries n2',
      '3 RequestVote n3',
      '4 RequestVote n2',
    ]);
  });

  it('next delivers the oldest; with nothing to deliver it succeeds and changes nothing', () => {
    expect(three().do({ action: 'next', count: 2 }).inFlight('RequestVote')).toMatchObject([{ from: 'n3' }]);
    const quiet = new Bench();
    const { world } = quiet;
    expect(quiet.do({ action: 'next', count: 5 }).world).toEqual(world);
  });

  it('settle stops at rest; beyond its limit it is an error', () => {
    expect(led({ numClients: 3, requestsPerClient: 5 }).inFlight()).toEqual([]);
    const bench = new Bench().timeout('n1');
    expect(bench.refused({ action: 'settle', limit: 5 })).toMatch(/after 5/);
    expect(bench.do({ action: 'settle', limit: 8 }).inFlight()).toEqual([]);
  });
});

describe('scenario format, small print: partitions', () => {
  const parted = (groups: string[][], change = {}) =>
    new Bench({ numNodes: 5, ...change }).do({ action: 'partition', groups }).timeout('n1');
  const held = (bench: Bench) =>
    inspect(bench.world)
      .messages.filter((message) => message.held)
      .map(({ from, to }) => `${from} ${to}`);

  it('messages between groups are held, within a group they go', () => {
    expect(
      held(
        parted([
          ['n1', 'n2'],
          ['n3', 'n4', 'n5'],
        ]),
      ),
    ).toEqual(['n1 n3', 'n1 n4', 'n1 n5']);
  });

  it('a name in no group stands alone', () => {
    const bench = parted([['n1', 'n2']]);
    expect(held(bench)).toEqual(['n1 n3', 'n1 n4', 'n1 n5']);
    expect(held(bench.timeout('n3')).filter((way) => way.startsWith('n3'))).toEqual([
      'n3 n1',
      'n3 n2',
      'n3 n4',
      'n3 n5',
    ]);
  });

  it('clients not named reach every node; named, their own group only', () => {
    const ask = { action: 'request', client: 'c1', op: 'get', key: 'a', to: 'n3' } as const;
    expect(held(parted([['n1']], { numClients: 1 }).do(ask))).not.toContain('c1 n3');
    expect(held(parted([['n1', 'c1']], { numClients: 1 }).do(ask))).toContain('c1 n3');
  });

  it('deliver passes over held messages, drop and duplicate do not', () => {
    const bench = parted([['n1', 'n5']]);
    expect(
      bench
        .do({ action: 'drop' })
        .inFlight()
        .map(({ to }) => to),
    ).toEqual(['n3', 'n4', 'n5']);
    expect(bench.do({ action: 'duplicate' }).sent).toMatchObject([{ to: 'n3' }]);
    expect(bench.deliver().node('n5').votedFor).toBe('n1');
    expect(bench.refused({ action: 'deliver', to: 'n3' })).toMatch(
      /^the message to n3 is held back by the partition/,
    );
  });

  it('next and settle leave held messages where they are', () => {
    expect(
      parted([['n1', 'n2']])
        .settle()
        .inFlight()
        .map(({ to }) => to),
    ).toEqual(['n3', 'n4', 'n5']);
  });

  it('heal: held messages can be delivered', () => {
    const bench = parted([['n1', 'n2']])
      .settle()
      .do({ action: 'heal' });
    expect(held(bench)).toEqual([]);
    expect(bench.settle().node('n1').role).toBe('leader');
  });

  it.each([
    ['a stranger', [['n1', 'n9']], /no n9/],
    ['a name in two groups', [['n1', 'n2'], ['n2']], /n2 is in two groups/],
  ])('is refused with %s', (_what, groups, words) => {
    expect(new Bench().refused({ action: 'partition', groups })).toMatch(words);
  });
});
