import { describe, expect, it } from 'vitest';
import { append, Bench, led, log, n1Receives, requestVote, voteResponse } from './bench';

const roles = (bench: Bench) => Object.values(bench.world.nodes).map(({ role }) => role);

describe('§5.2 Leader election', () => {
  it('§5.2: servers begin as followers', () => {
    expect(roles(new Bench({ numNodes: 5 }))).toEqual(Array(5).fill('follower'));
  });

  it('§5.2: a server stays a follower while it hears from a leader', () => {
    const bench = led().heartbeat('n1').settle().heartbeat('n1').settle();
    expect(roles(bench)).toEqual(['leader', 'follower', 'follower']);
    expect(bench.node('n2').currentTerm).toBe(1);
  });

  it('§5.2: leaders keep their authority with AppendEntries that carry no entries, to all followers', () => {
    const { sent } = led({ numNodes: 5 }).heartbeat('n1');
    expect(sent.map(({ to }) => to)).toEqual(['n2', 'n3', 'n4', 'n5']);
    expect(
      sent.every(
        ({ type, entries }) => type === 'AppendEntries' && Array.isArray(entries) && entries.length === 0,
      ),
    ).toBe(true);
  });

  it('§5.2: to begin an election, a follower increments its term, becomes candidate, votes for itself and asks the rest', () => {
    const bench = new Bench().timeout('n2');
    expect(bench.node('n2')).toMatchObject({ currentTerm: 1, role: 'candidate', votedFor: 'n2' });
    expect(bench.sent.map(({ to }) => to)).toEqual(['n1', 'n3']);
  });

  it.each([
    [1, 0],
    [2, 1],
    [3, 1],
    [4, 2],
    [5, 2],
    [6, 3],
    [7, 3],
    [9, 4],
    [25, 12],
  ])('§5.2: of %i servers a candidate needs its own vote and %i others', (numNodes, others) => {
    const messages = Array.from({ length: numNodes - 1 }, (_, i) => voteResponse({ from: `n${i + 2}` }));
    const bench = new Bench({ numNodes, messages }).timeout('n1');
    for (let votes = 0; votes < others; votes++) {
      expect(bench.node('n1').role).toBe('candidate');
      bench.deliver('VoteResponse');
    }
    expect(bench.node('n1').role).toBe('leader');
  });

  it('§5.2: the votes must be for the same term', () => {
    const bench = n1Receives({ role: 'candidate', term: 2 }, voteResponse({ term: 1 }));
    expect(bench.node('n1')).toMatchObject({ role: 'candidate', votes: ['n1'] });
  });

  it('§5.2: a majority of the full cluster, whatever is down', () => {
    const bench = new Bench({ numNodes: 5 })
      .crash('n4')
      .crash('n5')
      .timeout('n1')
      .deliver('RequestVote')
      .deliver('VoteResponse');
    expect(bench.node('n1').role).toBe('candidate');
  });

  it('§5.2: each server votes for one candidate a term, the first that comes', () => {
    const bench = n1Receives({}, requestVote({ from: 'n2' }), requestVote({ from: 'n3' }));
    expect(bench.inFlight('VoteResponse').map(({ to, voteGranted }) => [to, voteGranted])).toEqual([
      ['n2', true],
      ['n3', false],
    ]);
  });

  it('§5.2: a vote counts once, however often it arrives', () => {
    const vote = voteResponse({ from: 'n2' });
    const bench = new Bench({
      numNodes: 5,
      nodes: [{ id: 'n1', role: 'candidate', term: 1 }],
      messages: [vote, vote, vote],
    });
    expect(bench.settle().node('n1')).toMatchObject({ role: 'candidate', votes: ['n1', 'n2'] });
  });

  it('§5.2: a refusal counts for nothing', () => {
    const bench = n1Receives({ role: 'candidate', term: 1 }, voteResponse({ voteGranted: false }));
    expect(bench.node('n1')).toMatchObject({ role: 'candidate', votes: ['n1'] });
  });

  it('§5.2: the winner tells all others at once, to prevent new elections', () => {
    const bench = new Bench().timeout('n1').deliver('RequestVote').deliver('VoteResponse');
    expect(bench.sent.map(({ type, to }) => `${type} ${to}`)).toEqual([
      'AppendEntries n2',
      'AppendEntries n3',
    ]);
  });

  it('§5.2: votes that come after the victory change nothing', () => {
    const bench = new Bench()
      .timeout('n1')
      .deliver('RequestVote')
      .deliver('RequestVote')
      .deliver('VoteResponse');
    const before = bench.node('n1');
    expect(bench.deliver('VoteResponse').node('n1')).toEqual(before);
  });

  it('§5.2: a candidate recognises a leader of a term at least its own', () => {
    for (const term of [2, 3]) {
      const bench = n1Receives({ role: 'candidate', term: 2 }, append({ term }));
      expect(bench.node('n1')).toMatchObject({ role: 'follower', currentTerm: term, leader: 'n2' });
    }
  });

  it('§5.2: a candidate refuses a leader of a smaller term and stays candidate', () => {
    const bench = n1Receives({ role: 'candidate', term: 2 }, append({ term: 1, entries: log(1) }));
    expect(bench.node('n1')).toMatchObject({ role: 'candidate', currentTerm: 2, log: [], votes: ['n1'] });
    expect(bench.sent).toMatchObject([{ success: false, term: 2 }]);
  });

  it('§5.2: with many candidates at once nobody wins; each times out and starts another election of a next term', () => {
    const bench = new Bench().timeout('n1').timeout('n2').timeout('n3').settle();
    expect(roles(bench)).toEqual(['candidate', 'candidate', 'candidate']);
    expect(bench.timeout('n3').settle().node('n3')).toMatchObject({ role: 'leader', currentTerm: 2 });
  });

  it('§5.2: election timeouts are chosen at random from a fixed interval', () => {
    const { timers } = new Bench({
      numNodes: 25,
      timing: { latency: [1, 1], electionTimeout: [150, 300], heartbeat: 50 },
    }).world;
    const due = Object.values(timers).map((timer) => timer.due);
    expect(due.every((at) => at >= 150 && at <= 300)).toBe(true);
    expect(new Set(due).size).toBeGreaterThan(10);
  });

  it('§5.2: a candidate starts its timeout afresh, with another length, at each election', () => {
    const bench = new Bench();
    const lengths = Array.from({ length: 6 }, () => {
      const timer = bench.timeout('n1').world.timers['n1'];
      expect(timer).toMatchObject({ kind: 'election', setAt: bench.world.now });
      return (timer?.due ?? 0) - (timer?.setAt ?? 0);
    });
    expect(new Set(lengths).size).toBeGreaterThan(3);
  });

  it('§5.2 (small print): a node alone leads at its timeout', () => {
    const bench = new Bench({ numNodes: 1 }).timeout('n1');
    expect(bench.node('n1')).toMatchObject({ role: 'leader', currentTerm: 1 });
    expect(bench.inFlight()).toEqual([]);
  });
});
