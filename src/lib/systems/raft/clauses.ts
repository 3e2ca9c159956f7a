/** Words for every comparison of Raft's rules that can fail, as a clause after "although" or a colon. */
import { deciding, overruledIn, valueText, type Comparison } from '../../protocol/verdict';
import type { RaftComparison } from './decisions';
import type { RaftEvent } from './events';

interface Sides {
  /** The two values. */
  readonly left: string;
  readonly right: string;
  /** The node that decides: `it`, or its id. */
  readonly it: string;
}

type Clause = (sides: Sides, comparison: Comparison) => string;

const wrongTerm: Clause = ({ left, right }, { left: message, right: own }) =>
  `${own.of} is in term ${right}, and ${message.of}’s message is from term ${left}`;
const tooShort: Clause = ({ left, right }, { right: { of } }) =>
  `${of}’s log reaches only to index ${right}, not to index ${left}`;
const otherTerm: Clause = ({ left, right }, { right: { at, of } }) =>
  `${of}’s entry at index ${at} has term ${right}, not ${left}`;
const ends: Clause = ({ right }, { right: { of } }) => `${of}’s message ends at index ${right}`;
const unproved = (index: string) => `the message proves that its log matches only up to index ${index}`;
const refusal: Clause = (_sides, { left: { of } }) => `${of} refused`;

const CLAUSES: Readonly<Record<RaftComparison, Clause>> = {
  'newer-term': wrongTerm,
  'current-term': wrongTerm,
  'this-election': wrongTerm,
  'free-vote': ({ left, it }, { left: { of } }) =>
    `${it} has already voted for ${left === of ? 'itself' : left} in this term`,
  'last-term': ({ left, right }, { left: candidate, right: own }) =>
    `${own.of}’s log is newer (last term ${right}; ${candidate.of}’s is ${left})`,
  'last-index': ({ left, right }, { left: candidate, right: own }) =>
    `${own.of}’s log is longer (last index ${right}; ${candidate.of}’s is ${left})`,
  granted: refusal,
  succeeded: refusal,
  'counted-once': ({ it }) => `${it} has already counted it`,
  votes: ({ left, right, it }, { right: { outOf } }) =>
    `${it} has only ${left} of ${outOf} votes and needs ${right}`,
  copies: ({ left, right }, { right: { outOf } }) =>
    `it is on ${left} of ${outOf} servers and needs ${right}`,
  'prev-index': tooShort,
  'prev-term': otherTerm,
  'same-term': ({ left, right }, { left: { at }, right: { of } }) =>
    `its entry at index ${at} has term ${left}, and ${of}’s has term ${right}`,
  conflict: (_sides, { left: { at }, right: { of } }) => `${of}’s entry at index ${at} has the same term`,
  covered: ends,
  acknowledged: ends,
  'match-told': ({ right }) => `the answer says index ${right}`,
  'match-newer': ({ right, it }) => `${it} already knew of index ${right}`,
  'commit-newer': ({ right, it }) => `${it} already knew of index ${right}`,
  'commit-index': tooShort,
  'commit-term': otherTerm,
  'commit-proved': ({ left }) => unproved(left),
  'commit-bound': ({ right }) => unproved(right),
  'own-term': ({ left, right }) => `the entry is from term ${left}, not from term ${right}`,
  committed: () => 'it is not committed',
  synchronous: ({ left }) => `replication is ${left}`,
  unanswered: () => 'no request is unanswered',
};

function clause(it: string, comparison: Comparison<RaftComparison> | null): string {
  if (!comparison) return 'a rule forbids it';
  const { what, left, right } = comparison;
  return CLAUSES[what]({ left: valueText(left), right: valueText(right), it }, comparison);
}

/** What a deliberate bug overruled: " although it has already voted for n1 in this term". Empty: no bug decided. */
export function although(event: RaftEvent): string {
  const overruled = overruledIn(event);
  return overruled ? ` although ${clause('it', overruled)}` : '';
}

/** What decided a refusal: "it has already voted for n1 in this term". */
export function because(event: RaftEvent): string {
  return clause('it', deciding(event));
}

/** The same as a full sentence: "n2 has already voted for n1 in this term." */
export function becauseInFull(event: RaftEvent): string {
  return `${clause(event.actor, deciding(event))}.`;
}
