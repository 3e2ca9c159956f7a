/**
 * Cases of the checks of logs and commits that a small mutation would miss: violations to find, and correct runs to
 * accept.
 */
import { describe, expect, it } from 'vitest';
import { checkSafety, type World } from '../../../src/lib/index';
import type { Invariant } from '../../../src/lib/checks/raft/promises';
import { setupOf } from '../../paper/bench';
import { calm, committed, follower, later, leader, log, worldAt } from './worlds';

const names = (worlds: World[]) => checkSafety(worlds).map(({ invariant }) => invariant);

/** n1 leads in term 2 and has its entries on three of five servers; n5 leads in term 3 and lacks one. */
const parted = worldAt(8, 5, {
  ...{ n1: leader, n2: follower, n3: follower },
  n5: { role: 'leader', currentTerm: 3, log: log(1) },
});
/** n2 claims a commit of an entry that no other server has, and crashes. */
const claimed = later(calm, { n2: { log: log(1, 2, 2), commitIndex: 3 } });
const forgotten = later(claimed, { n2: { alive: false, commitIndex: 0 } });
/** n3 has another entry at index 2, and has seen term 3. */
const strayed = later(committed, { n3: { currentTerm: 3, log: log(1, 1) } });
const newest = later(committed, { n3: { currentTerm: 3, role: 'leader' } });
const filled = later(calm, { n1: { commitIndex: 2, lastApplied: 2, store: { a: '1' } } });
const both = later(committed, { n3: { commitIndex: 2, lastApplied: 2 } });

describe('what is seen', () => {
  it.each<[Invariant, string, World[], RegExp, string[]]>([
    [
      'log-matching',
      'one log grew where the other was changed before',
      [
        calm,
        later(
          calm,
          {
            n1: { log: log(1, 2, 2) },
            n2: { log: [...log(1), { term: 2, op: 'put', key: 'a', value: '1' }] },
          },
          7,
        ),
      ],
      /at index 2 there is noop of term 2 in n1’s, put a = 1 of term 2 in n2’s/,
      ['n1', 'n2'],
    ],
    [
      'leader-completeness',
      'of those that know of a commit, the one of the oldest term says when it was',
      [
        worldAt(8, 5, {
          n1: { role: 'leader', currentTerm: 4, log: log(1, 2, 4), commitIndex: 2 },
          n2: { ...follower, commitIndex: 2 },
          n3: follower,
          n5: { role: 'leader', currentTerm: 3, log: log(1) },
        }),
      ],
      /index 2 was committed by term 2, as n2 knows; n5, leader of term 3, has no entry/,
      ['n2', 'n5'],
    ],
    [
      'leader-completeness',
      'a later leader has something else there',
      [committed, strayed, later(strayed, { n3: { role: 'leader' } })],
      /committed by term 2, as n1 knows; n3, leader of term 3, has noop of term 1/,
      ['n1', 'n3'],
    ],
    [
      'leader-completeness',
      'a commit that is made when the later leader leads already',
      [parted, later(parted, { n1: { commitIndex: 2 } })],
      /committed by term 2, as n1 knows; n5, leader of term 3, has no entry/,
      ['n1', 'n5'],
    ],
    [
      'leader-completeness',
      'a later leader cuts it',
      [committed, newest, later(newest, { n3: { log: log(1) } })],
      /committed by term 2, as n1 knows; n3, leader of term 3, has no entry/,
      ['n1', 'n3'],
    ],
    [
      'commit-durable',
      'the only copy goes, after who knew of the commit has crashed',
      [calm, claimed, forgotten, later(forgotten, { n2: { alive: true, log: log(1, 2) } }, 5)],
      /n2 has dropped the committed entry at index 3 .* on 1 servers, now on 0/,
      ['n2'],
    ],
    [
      'match-true',
      'the last entry is the same, one before it is not',
      [
        worldAt(3, 2, {
          n1: { role: 'leader', currentTerm: 3, log: log(1, 3), matchIndex: { n2: 2 } },
          n2: { currentTerm: 3, log: log(2, 3) },
        }),
      ],
      /at index 1 n1 has noop of term 1 and n2 has noop of term 2/,
      ['n1', 'n2'],
    ],
    [
      'match-true',
      'the follower’s log is cut when it matched already',
      [calm, later(calm, { n2: { log: log(1) } })],
      /matchIndex 2 for n2, but at index 2 n1 has noop of term 2 and n2 has no entry/,
      ['n1', 'n2'],
    ],
    [
      'state-machine-safety',
      'another entry applied after a restart that was not seen',
      [both, later(both, { n3: { log: log(2), commitIndex: 1, lastApplied: 1 } }, 9)],
      /At index 1, n1 applied noop of term 1 and n3 applied noop of term 2/,
      ['n1', 'n3'],
    ],
    [
      'state-machine-safety',
      'a store with the same keys and another value',
      [filled, later(filled, { n3: { commitIndex: 2, lastApplied: 2, store: { a: '2' } } })],
      /n1’s store was {"a":"1"}, and n3’s is {"a":"2"}/,
      ['n1', 'n3'],
    ],
  ])('%s: %s', (invariant, _how, worlds, evidence, nodes) => {
    expect(checkSafety(worlds.slice(0, -1))).toEqual([]);
    const found = checkSafety(worlds).find((violation) => violation.invariant === invariant);
    expect(found).toMatchObject({ step: worlds.at(-1)?.step, nodes });
    expect(found?.message).toMatch(evidence);
  });
});

describe('who is not accused', () => {
  it('a leader that commits an entry on a bare majority', () => {
    const bare = later(calm, { n1: { matchIndex: { n2: 2, n3: 1 } }, n3: { log: log(1) } });
    expect(names([bare, later(bare, { n1: { commitIndex: 2 } })])).toEqual([]);
  });

  it('a follower that follows its leader’s commitIndex, because only leaders mark entries committed', () => {
    expect(names([calm, claimed])).toEqual([]);
  });

  it('a leader that marks what the set-up says is committed, though on a minority', () => {
    const begun = worldAt(0, 5, {
      n1: { role: 'leader', currentTerm: 1, log: log(1) },
      n2: { currentTerm: 1, log: log(1), commitIndex: 1 },
    });
    expect(names([begun, later(begun, { n1: { commitIndex: 1 } })])).toEqual([]);
  });

  it('who finds a key absent which an entry of the set-up, not yet committed, is to put', () => {
    const put = { term: 1, op: 'put', key: 'a', value: '1' } as const;
    const begun = worldAt(0, 3, {}, setupOf({ nodes: [{ id: 'n1', term: 1, log: [put] }] }));
    const get = { client: 'c1', op: 'get', key: 'a', call: 3, return: 4, ok: false } as const;
    const history = [{ ...get, result: 'key not found: a' }];
    const client = { id: 'c1', leader: 'n1', ownSent: 0, lastRequest: 1, waiting: false };
    const answered = { ...later(begun, {}, 4), clients: { c1: { ...client, history } } };
    expect(names([begun, answered])).toEqual([]);
  });

  it('of Leader Completeness, the leader of the very term: what it drops is another promise', () => {
    expect(names([committed, later(committed, { n1: { log: log(1) } })])).toEqual([
      ...['leader-append-only', 'commit-durable', 'match-true', 'match-true', 'applied-commit-last'],
    ]);
  });

  it('who has applied too much, again at each step while it lasts', () => {
    const wrong = later(calm, { n2: { lastApplied: 1 } });
    expect(names([calm, wrong, later(wrong, { n2: { lastApplied: 2 } })])).toEqual(['applied-commit-last']);
  });
});
