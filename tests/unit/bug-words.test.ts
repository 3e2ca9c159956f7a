import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sentence, tell } from '../../src/lib/explain/explain';
import { play } from '../../src/lib/index';
import { overruledIn } from '../../src/lib/protocol/verdict';
import { BUG_EXAMPLES } from '../../src/lib/scenario/bug-examples';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { parsed } from './scenario/parsed';

/**
 * For each bug: the sentences of those steps of its example that depart from a rule. None: the departure compares nothing,
 * such as a crash.
 */
const DEPARTURES: Record<string, Record<string, readonly string[]>> = {
  raft: {
    'vote-ignores-log': ['n2 votes for n3 in term 2 although n2’s log is newer (last term 1; n3’s is 0).'],
    'vote-longest-log': ['n2 votes for n3 in term 3 although n2’s log is newer (last term 2; n3’s is 1).'],
    'vote-twice': ['n2 votes for n3 in term 1 although it has already voted for n1 in this term.'],
    'vote-not-persisted': [],
    'term-not-persisted': [],
    'log-not-persisted': [],
    'quorum-of-half': [
      'n1 becomes leader of term 1 although it has only 2 of 4 votes and needs 3.',
      'n3 becomes leader of term 1 although it has only 2 of 4 votes and needs 3.',
    ],
    'count-same-voter-twice': [
      'n1 becomes leader of term 1 although it has only 2 of 4 votes and needs 3.',
      'n3 becomes leader of term 1 although it has only 2 of 4 votes and needs 3.',
    ],
    'count-old-votes': [
      'n1 counts n2’s vote although n1 is in term 2, and n2’s message is from term 1: it has 2 and needs 2.',
    ],
    'count-denials': ['n3 counts n2’s vote although n2 refused: it has 2 and needs 2.'],
    'no-step-down': [],
    'commit-any-term': ['n1 commits index 2 although the entry is from term 2, not from term 4.'],
    'commit-beyond-match': [
      'n2 treats index 2 as committed although the message proves that its log matches only up to index 1.',
    ],
    'commit-unbounded': [
      'n2 treats index 2 as committed although the message proves that its log matches only up to index 1.',
    ],
    'no-prev-check': [
      'n2 appends put c=3 at index 2 in term 1 although n2’s log reaches only to index 1, not to index 2.',
    ],
    'prev-index-only': [
      'n2 appends put c=3 at index 3 in term 2 although n2’s entry at index 2 has term 1, not 2.',
    ],
    'truncate-always': ['n2 deletes index 1 to 2 although n1’s entry at index 1 has the same term.'],
    'never-truncate': [
      'n2 appends put c=3 at index 3 in term 2 although its entry at index 2 has term 1, and n1’s has term 2.',
    ],
    'ack-own-length': ['n2 acknowledges entries up to index 2 although n1’s message ends at index 1.'],
    'match-assumed': ['n1 takes n2’s log to match up to index 2 although the answer says index 1.'],
    'match-goes-back': ['n1 takes n2’s log to match up to index 1 although it already knew of index 2.'],
    'accept-old-term': [
      'n2 appends put a=1 at index 1 in term 1 although n2 is in term 2, and n1’s message is from term 1.',
    ],
    'notification-unchecked': [
      'n2 treats index 1 as committed although n2’s entry at index 1 has term 1, not 2.',
    ],
    'reply-before-commit': [
      'n1 applies index 1, put a=1, although it is not committed: ok.',
      'n2 applies index 1, get a, although it is not committed: key not found: a.',
    ],
    'local-reads': [],
    'apply-twice': [],
    'retry-runs-twice': [],
  },
  multipaxos: {
    'ignore-accepted': [
      'l2 leads ballot 1.l2 although its promises report slot 1, which it does not propose again.',
    ],
    'forget-promise': [],
    'accept-below-promise': [
      'a1 accepts put a=1 for slot 1 in ballot 1.l1 although it has promised the higher ballot 1.l2.',
      'a2 accepts put a=1 for slot 1 in ballot 1.l1 although it has promised the higher ballot 1.l2.',
    ],
    'quorum-of-half': [
      'l1 leads ballot 1.l1 although it has only 1 of 3 acceptors and needs 2.',
      'l1 treats put a=1 as chosen for slot 1 although it has only 1 of 3 acceptors and needs 2.',
      'l2 leads ballot 1.l2 although it has only 1 of 3 acceptors and needs 2.',
      'l2 treats put a=2 as chosen for slot 1 although it has only 1 of 3 acceptors and needs 2.',
    ],
    'apply-over-gap': ['r1 applies slot 2, delete a, although slot 1 comes first: key not found: a.'],
  },
};

/** Events with a comparison that does not hold, in which nothing was done: refusals, and counts that are too low. */
const NO_ACT = /refused|ignored|waits|-counted/;

describe.each(BUG_EXAMPLES)('$system $bug', ({ system, bug, file }) => {
  const scenario = parsed(readFileSync(`static/examples/${file}`, 'utf8'));
  const { events } = play(scenario);
  const own = systemOf(scenario.setup);

  test('the sentence of each departure says which rule is broken', () => {
    const told = events.filter((step) => step.some(overruledIn)).map((step) => tell(own, step));
    expect(told).toEqual(DEPARTURES[system]![bug]);
  });

  test('no act is explained by a comparison that did not hold', () => {
    for (const event of events.flat()) {
      const failed = (event.comparisons ?? []).filter(({ holds }) => !holds);
      if (failed.length === 0 || (NO_ACT.test(event.type) && !overruledIn(event))) continue;
      expect(failed).toEqual([overruledIn(event)]);
      expect(sentence(own, event)).toContain(' although ');
    }
  });
});

test('every bug is in the table', () => {
  const listed = Object.entries(DEPARTURES).flatMap(([system, bugs]) =>
    Object.keys(bugs).map((bug) => `${system} ${bug}`),
  );
  expect(listed).toEqual(BUG_EXAMPLES.map(({ system, bug }) => `${system} ${bug}`));
});
