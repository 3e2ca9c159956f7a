import { describe, expect, it } from 'vitest';
import { Bench, log, n1Receives, requestVote } from './bench';

describe('Figure 2, RequestVote RPC', () => {
  it('arguments: the candidate’s term, its id, and the index and term of its last entry', () => {
    const bench = new Bench({ nodes: [{ id: 'n1', term: 3, log: log(1, 2) }] }).timeout('n1');
    const fields = { type: 'RequestVote', term: 4, candidateId: 'n1', lastLogIndex: 2, lastLogTerm: 2 };
    expect(bench.sent).toEqual([
      expect.objectContaining({ ...fields, to: 'n2' }),
      expect.objectContaining({ ...fields, to: 'n3' }),
    ]);
  });

  it('arguments: an empty log ends at index 0 of term 0', () => {
    expect(new Bench().timeout('n1').sent[0]).toMatchObject({ lastLogIndex: 0, lastLogTerm: 0 });
  });

  it('results: the voter’s term, for the candidate to update itself', () => {
    const bench = n1Receives({ term: 5 }, requestVote({ term: 4 }));
    expect(bench.sent).toMatchObject([{ type: 'VoteResponse', to: 'n2', term: 5, voteGranted: false }]);
    expect(bench.deliver('VoteResponse').node('n2').currentTerm).toBe(5);
  });

  it('results: voteGranted true means that the vote was received', () => {
    const bench = n1Receives({}, requestVote({}));
    expect(bench.sent).toMatchObject([{ type: 'VoteResponse', to: 'n2', term: 1, voteGranted: true }]);
  });

  it('receiver 1: refuses if the term is older, and keeps its own term and vote', () => {
    const bench = n1Receives({ term: 2 }, requestVote({ term: 1 }));
    expect(bench.sent).toMatchObject([{ voteGranted: false, term: 2 }]);
    expect(bench.node('n1')).toMatchObject({ currentTerm: 2, votedFor: null });
  });

  it.each([
    ['free', null, true],
    ['this candidate’s already', 'n2', true],
    ['another’s', 'n3', false],
    ['its own', 'n1', false],
  ])('receiver 2: the vote is %s (%s): granted %s', (_what, votedFor, voteGranted) => {
    const bench = n1Receives({ term: 1, votedFor }, requestVote({ term: 1 }));
    expect(bench.sent).toMatchObject([{ type: 'VoteResponse', voteGranted }]);
    expect(bench.node('n1').votedFor).toBe(voteGranted ? 'n2' : votedFor);
  });

  it.each([
    ['same last term, same length', [1, 2], 2, 2, true],
    ['same last term, longer', [1, 2], 3, 2, true],
    ['same last term, shorter', [1, 2], 1, 2, false],
    ['later last term, longer', [1, 2], 5, 3, true],
    ['later last term, shorter', [1, 2], 1, 3, true],
    ['earlier last term, longer', [1, 2], 9, 1, false],
    ['earlier last term, same length', [1, 2], 2, 1, false],
    ['both empty', [], 0, 0, true],
    ['the voter’s empty', [], 1, 1, true],
    ['the candidate’s empty', [1], 0, 0, false],
  ])(
    'receiver 2: candidate’s log at least as up-to-date: %s',
    (_what, own, lastLogIndex, lastLogTerm, voteGranted) => {
      const bench = n1Receives({ log: log(...own) }, requestVote({ term: 9, lastLogIndex, lastLogTerm }));
      expect(bench.sent).toMatchObject([{ type: 'VoteResponse', term: 9, voteGranted }]);
      expect(bench.node('n1').votedFor).toBe(voteGranted ? 'n2' : null);
    },
  );

  it('receiver 2: a candidate with an older log still brings its newer term', () => {
    expect(n1Receives({ log: log(1) }, requestVote({ term: 2 })).node('n1')).toMatchObject({
      currentTerm: 2,
      votedFor: null,
    });
  });

  it.each(['candidate', 'leader'] as const)('a %s has given its own vote away', (role) => {
    const bench = n1Receives({ role, term: 1 }, requestVote({ term: 1 }));
    expect(bench.sent).toMatchObject([{ type: 'VoteResponse', voteGranted: false }]);
    expect(bench.node('n1').role).toBe(role);
  });

  it.each(['candidate', 'leader'] as const)('a %s of an older term steps down and then votes', (role) => {
    const bench = n1Receives({ role, term: 1 }, requestVote({ term: 2 }));
    expect(bench.sent).toMatchObject([{ type: 'VoteResponse', term: 2, voteGranted: true }]);
    expect(bench.node('n1')).toMatchObject({ role: 'follower', currentTerm: 2, votedFor: 'n2' });
  });

  it('a repeated request gets the same answer again', () => {
    const bench = n1Receives({}, requestVote({}), requestVote({}));
    expect(bench.inFlight('VoteResponse')).toMatchObject([{ voteGranted: true }, { voteGranted: true }]);
  });
});
