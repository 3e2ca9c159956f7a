import { describe, expect, test } from 'vitest';
import {
  all,
  compareNumbers,
  compareIs,
  deciding,
  done,
  HOLDS,
  not,
  overrule,
  overruledIn,
  tacit,
  type Verdict,
} from '../../src/lib/protocol/verdict';

const yes = (what: string) => compareNumbers(what, { name: 'two', value: 2 }, '>', { name: 'one', value: 1 });
const no = (what: string) => compareNumbers(what, { name: 'one', value: 1 }, '>', { name: 'two', value: 2 });

/** Each comparison by name: ✓ it holds, ✗ it does not, ! a bug overruled it. */
const told = ({ holds, comparisons }: Verdict) =>
  [holds, ...comparisons.map((it) => `${it.what}${it.overruled ? '!' : it.holds ? '✓' : '✗'}`)].join(' ');

describe('a comparison', () => {
  test.each([
    ['=', [false, true, false]],
    ['≠', [true, false, true]],
    ['<', [true, false, false]],
    ['≤', [true, true, false]],
    ['>', [false, false, true]],
    ['≥', [false, true, true]],
  ] as const)('%s holds as it is read', (relation, expected) => {
    const found = [1, 2, 3].map((value) =>
      compareNumbers('it', { name: '', value }, relation, { name: '', value: 2 }),
    );
    expect(found.map(({ holds }) => holds)).toEqual(expected);
    found.forEach((verdict) => {
      expect(not(verdict).holds).toBe(!verdict.holds);
      expect(not(not(verdict))).toEqual(verdict);
    });
  });

  test('that only asks whether something is so has no opposite', () => {
    expect(() => not(compareIs('granted', { name: 'voteGranted', value: true }))).toThrow(/no opposite/);
  });
});

describe('all of several', () => {
  const bug = done(no('b'));
  test.each([
    ['hold if each holds', [yes('a'), HOLDS, yes('b')], 'true a✓ b✓'],
    ['stop at the first that does not', [yes('a'), no('b'), yes('c')], 'false a✓ b✗'],
    ['stop at what a bug overruled, for that decided', [yes('a'), bug, yes('c')], 'true a✓ b!'],
    ['leave out what a bug overruled where another refuses', [yes('a'), bug, no('c')], 'false a✓ c✗'],
  ])('%s', (_name, verdicts, expected) => {
    expect(told(all(...verdicts))).toBe(expected);
  });
});

describe('a bug', () => {
  test.each([
    ['says the same as the rule', overrule(yes('a'), true), 'true a✓'],
    ['lets pass what the rule refuses', overrule(all(yes('a'), no('b')), true), 'true a✓ b!'],
    ['refuses what the rule lets pass', overrule(yes('a'), false), 'false a!'],
    ['refuses by what it compares itself', overrule(yes('a'), false, no('own')), 'false own✗'],
  ])('that %s', (_name, verdict, expected) => {
    expect(told(verdict)).toBe(expected);
  });

  test('is found in what it overruled', () => {
    expect(overruledIn(yes('a'))).toBeNull();
    expect(overruledIn(all(yes('a'), done(no('b'))))?.what).toBe('b');
    expect(overruledIn({})).toBeNull();
  });
});

test('a tacit verdict says nothing of what holds', () => {
  expect(told(tacit(yes('a')))).toBe('true');
  expect(told(tacit(no('a')))).toBe('false a✗');
  expect(told(tacit(done(no('a'))))).toBe('true a!');
});

test('the last comparison decided', () => {
  expect(deciding(HOLDS)).toBeNull();
  expect(deciding(all(yes('a'), no('b')))?.what).toBe('b');
});
