import { describe, expect, it } from 'vitest';
import { checkSafety, type World } from '../../../src/lib/index';
import { PROMISES, type Invariant } from '../../../src/lib/checks/raft/promises';
import { calm, committed, follower, later, leader, log, worldAt } from './worlds';

const names = (worlds: World[]) => checkSafety(worlds).map(({ invariant }) => invariant);

/** The same, when n1 no longer leads. */
const deposed = later(committed, { n1: { role: 'follower', matchIndex: {} } });

describe('each promise, broken by hand', () => {
  it.each<[Invariant, string, World[], RegExp, string[]]>([
    [
      'election-safety',
      'two leaders at once',
      [calm, later(calm, { n2: { role: 'leader' } })],
      /Both n1 and n2 have led in term 2/,
      ['n1', 'n2'],
    ],
    [
      'election-safety',
      'one after the other',
      [
        calm,
        later(calm, { n1: { role: 'follower' } }),
        later(calm, { n1: { role: 'follower' }, n3: { role: 'leader' } }, 2),
      ],
      /n1 and n3/,
      ['n1', 'n3'],
    ],
    [
      'vote-once',
      'another vote in the term',
      [calm, later(calm, { n2: { votedFor: 'n3' } })],
      /In term 2, n2 voted for n1 and for n3/,
      ['n2', 'n1', 'n3'],
    ],
    [
      'vote-once',
      'a vote forgotten without a crash',
      [calm, later(calm, { n2: { votedFor: null } })],
      /n2 has forgotten within term 2/,
      ['n2'],
    ],
    [
      'leader-append-only',
      'it deletes',
      [calm, later(calm, { n1: { log: log(1), matchIndex: { n2: 1, n3: 1 } } })],
      /had noop of term 2 at index 2, and now has no entry/,
      ['n1'],
    ],
    [
      'leader-append-only',
      'it overwrites',
      [calm, later(calm, { n1: { log: log(2, 2), matchIndex: {} } })],
      /index 1/,
      ['n1'],
    ],
    [
      'log-matching',
      'another command',
      [calm, later(calm, { n3: { log: [...log(1), { term: 2, op: 'put', key: 'a', value: '1' }] } })],
      /noop of term 2 in n1’s, put a = 1 of term 2 in n3’s/,
      ['n1', 'n3'],
    ],
    [
      'log-matching',
      'another entry before',
      [worldAt(3, 2, { n1: { currentTerm: 3, log: log(1, 3) }, n2: { currentTerm: 3, log: log(2, 3) } })],
      /both have an entry of term 3 at index 2, but at index 1/,
      ['n1', 'n2'],
    ],
    [
      'leader-completeness',
      'a later leader lacks it',
      [
        committed,
        later(committed, { n3: { log: log(1), currentTerm: 3 } }),
        later(committed, { n3: { log: log(1), currentTerm: 3, role: 'leader' } }, 2),
      ],
      /index 2 was committed by term 2, as n1 knows; n3, leader of term 3, has no entry/,
      ['n1', 'n3'],
    ],
    [
      'state-machine-safety',
      'another entry applied',
      [committed, later(committed, { n3: { log: log(1, 1), commitIndex: 2, lastApplied: 2 } })],
      /At index 2, n1 applied noop of term 2 and n3 applied noop of term 1/,
      ['n1', 'n3'],
    ],
    [
      'state-machine-safety',
      'another store by the same entries',
      [committed, later(committed, { n3: { commitIndex: 2, lastApplied: 2, store: { a: '1' } } })],
      /n1’s store was {}, and n3’s is {"a":"1"}/,
      ['n1', 'n3'],
    ],
    [
      'state-machine-safety',
      'a store that nothing made',
      [calm, later(calm, { n3: { store: { a: '1' } } })],
      /After 0 entries/,
      ['n1', 'n3'],
    ],
    [
      'commit-majority',
      'on one of three',
      [calm, later(calm, { n1: { log: log(1, 2, 2), commitIndex: 3 } })],
      /index 3 committed .* 1 of 3 servers, and a majority is 2/,
      ['n1'],
    ],
    [
      'commit-majority',
      'on half of four',
      [
        worldAt(5, 4, { n1: leader, n2: follower }),
        worldAt(6, 4, { n1: { ...leader, commitIndex: 2 }, n2: follower }),
      ],
      /2 of 4 servers, and a majority is 3/,
      ['n1'],
    ],
    [
      'commit-durable',
      'dropped by the majority',
      [
        deposed,
        later(deposed, { n2: { log: log(1) } }),
        later(deposed, { n2: { log: log(1) }, n3: { log: log(1) } }, 2),
      ],
      /n3 has dropped the committed entry at index 2 .* on 2 servers, now on 1/,
      ['n3'],
    ],
    [
      'commit-durable',
      'dropped by one that knew of it',
      [
        later(deposed, { n3: { commitIndex: 2, lastApplied: 2 } }),
        later(deposed, { n3: { log: log(1), commitIndex: 2, lastApplied: 2 } }, 2),
      ],
      /n3 has dropped the committed entry at index 2/,
      ['n3'],
    ],
    [
      'match-true',
      'the follower has less',
      [calm, later(calm, { n1: { log: log(1, 2, 2), matchIndex: { n2: 3, n3: 2 } } })],
      /matchIndex 3 for n2, but at index 3 n1 has noop of term 2 and n2 has no entry/,
      ['n1', 'n2'],
    ],
    [
      'match-true',
      'the follower has something else',
      [worldAt(5, 2, { n1: { ...leader, matchIndex: { n2: 2 } }, n2: { ...follower, log: log(1, 1) } })],
      /n2 has noop of term 1/,
      ['n1', 'n2'],
    ],
    [
      'match-monotonic',
      'it goes back',
      [calm, later(calm, { n1: { matchIndex: { n2: 1, n3: 2 } } })],
      /had matchIndex 2 for n2, and now has 1/,
      ['n1', 'n2'],
    ],
    [
      'persistence',
      'an entry that comes while it is down',
      [calm, later(calm, { n2: { alive: false, log: log(1, 2, 2) } })],
      /n2 did not keep the log as it was \(it ended at index \d+\)/,
      ['n2'],
    ],
    [
      'persistence',
      'the term at a crash',
      [calm, later(calm, { n2: { alive: false, currentTerm: 0 } })],
      /n2 did not keep currentTerm \(2, then 0\)/,
      ['n2'],
    ],
    [
      'persistence',
      'the vote at a crash',
      [calm, later(calm, { n2: { alive: false, votedFor: null } })],
      /votedFor \(n1, then nobody\)/,
      ['n2'],
    ],
    [
      'persistence',
      'the log at a restart',
      [later(calm, { n2: { alive: false } }), later(calm, { n2: { log: log(1) } }, 2)],
      /the log from index 2 on/,
      ['n2'],
    ],
    [
      'persistence',
      'the vote, between worlds far apart',
      [calm, later(calm, { n2: { votedFor: null } }, 9)],
      /votedFor/,
      ['n2'],
    ],
    [
      'term-monotonic',
      'it falls',
      [calm, later(calm, { n2: { currentTerm: 1, votedFor: null } })],
      /n2 went from term 2 to 1/,
      ['n2'],
    ],
    [
      'commit-monotonic',
      'it falls',
      [committed, later(committed, { n1: { commitIndex: 1, lastApplied: 1 } })],
      /n1’s commitIndex went from 2 back to 1/,
      ['n1'],
    ],
    [
      'applied-monotonic',
      'it falls',
      [committed, later(committed, { n1: { lastApplied: 1 } })],
      /n1’s lastApplied went from 2 back to 1/,
      ['n1'],
    ],
    [
      'applied-commit-last',
      'applied before committed',
      [calm, later(calm, { n2: { lastApplied: 1 } })],
      /lastApplied 1 is beyond its commitIndex 0/,
      ['n2'],
    ],
    [
      'applied-commit-last',
      'committed beyond the log',
      [calm, later(calm, { n2: { commitIndex: 3 } })],
      /commitIndex 3 is beyond its last index 2/,
      ['n2'],
    ],
  ])('%s: %s', (invariant, _how, worlds, evidence, nodes) => {
    expect(checkSafety(worlds.slice(0, -1))).toEqual([]);
    const found = checkSafety(worlds).find((violation) => violation.invariant === invariant);
    expect(found).toMatchObject({ step: worlds.at(-1)?.step, nodes });
    expect(found?.message).toMatch(evidence);
  });

  it('linearizability: an answer that nothing explains', () => {
    const put = {
      client: 'c1',
      op: 'put',
      key: 'a',
      value: '1',
      call: 1,
      return: 2,
      ok: true,
      result: 'ok',
    } as const;
    const get = { client: 'c1', op: 'get', key: 'a', call: 3, return: 4, ok: true, result: '2' } as const;
    const client = { id: 'c1', leader: 'n1', ownSent: 0, lastRequest: 2, waiting: false };
    const before = { ...calm, clients: { c1: { ...client, history: [put] } } };
    const after = { ...later(before, {}), clients: { c1: { ...client, history: [put, get] } } };
    expect(checkSafety([before])).toEqual([]);
    expect(checkSafety([before, after, { ...after, step: 9 }])).toEqual([
      {
        invariant: 'linearizability',
        step: 6,
        nodes: ['c1'],
        message: expect.stringContaining('c1: get a → 2') as string,
      },
    ]);
  });

  it('names all promises as the scenario format does', () => {
    expect(Object.keys(PROMISES)).toEqual([
      ...['election-safety', 'vote-once', 'leader-append-only', 'log-matching', 'leader-completeness'],
      ...['state-machine-safety', 'commit-majority', 'commit-durable', 'match-true', 'match-monotonic'],
      ...['persistence', 'term-monotonic', 'commit-monotonic', 'applied-monotonic', 'applied-commit-last'],
      'linearizability',
    ]);
  });
});

describe('what is nobody’s fault', () => {
  it.each<[string, World[]]>([
    ['nothing at all', []],
    ['a world alone', [committed]],
    [
      'a crash between worlds far apart',
      [
        committed,
        later(
          committed,
          { n1: { role: 'follower', commitIndex: 0, lastApplied: 0, matchIndex: {}, currentTerm: 3 } },
          5,
        ),
      ],
    ],
    [
      'a new term’s leader knows less of its followers',
      [calm, later(calm, { n1: { currentTerm: 4, matchIndex: { n2: 0, n3: 0 } } }, 7)],
    ],
    [
      'a deposed leader whose follower was cut by a newer one',
      [calm, later(calm, { n2: { currentTerm: 3, votedFor: 'n3', log: log(1, 3) } })],
    ],
    [
      'an old leader, which lacks what a newer one committed',
      [
        worldAt(8, 3, {
          n1: { ...leader, log: log(1) },
          n2: { role: 'leader', currentTerm: 3, log: log(1, 3), commitIndex: 2, lastApplied: 2 },
          n3: { currentTerm: 3, log: log(1, 3) },
        }),
      ],
    ],
    [
      'an old entry, committed only now: leaders between need not have it (§5.4.2)',
      [
        worldAt(8, 5, {
          n1: { role: 'leader', currentTerm: 4, log: log(1, 2, 4), commitIndex: 3, lastApplied: 3 },
          n2: { currentTerm: 4, log: log(1, 2, 4) },
          n3: { currentTerm: 4, log: log(1, 2, 4) },
          n5: { role: 'leader', currentTerm: 3, log: log(1, 3) },
        }),
      ],
    ],
    [
      'a set-up that begins with a commit on a minority',
      [
        worldAt(0, 3, { n1: { log: log(1), currentTerm: 1, commitIndex: 1, lastApplied: 1 } }),
        worldAt(4, 3, {
          n1: { log: log(1), currentTerm: 1, commitIndex: 1, lastApplied: 1 },
          n2: { role: 'leader', currentTerm: 2, log: [] },
        }),
      ],
    ],
    [
      'a minority that loses a committed entry of which a majority remains',
      [deposed, later(deposed, { n3: { log: log(1) } })],
    ],
  ])('%s', (_what, worlds) => {
    expect(names(worlds)).toEqual([]);
  });

  it('another system’s nodes', () => {
    const setup = { ...calm.setup, system: 'single' };
    expect(
      names([
        { ...calm, setup },
        { ...later(calm, { n2: { currentTerm: 0 } }), setup },
      ]),
    ).toEqual([]);
  });
});

describe('telling', () => {
  it('reports each violation once', () => {
    const broken = later(calm, { n2: { role: 'leader' } });
    const worse = later(broken, { n3: { role: 'leader' } });
    expect(
      checkSafety([calm, broken, later(broken, {}), worse]).map(({ invariant, step }) => [invariant, step]),
    ).toEqual([
      ['election-safety', 6],
      ['election-safety', 7],
    ]);
  });
});
