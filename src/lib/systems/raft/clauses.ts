/** For each comparison of Raft's rules: what stands against the rule where it does not hold, as a clause that follows "although" or a colon. */
import { overruledIn, valueText, type Comparison } from '../../protocol/verdict';
import type { RaftComparison } from './decisions';
import type { RaftEvent } from './events';

/** `left` and `right` are the values compared, `it` is the node that decides. */
type Clause = (side: { left: string; right: string; it: string }, comparison: Comparison) => string;

const wrongTerm: Clause = ({ left, right, it }) =>
  `the message is of term ${left}, and ${it} is in term ${right}`;
const tooShort: Clause = ({ left, right }) => `its log ended at index ${right}, before index ${left}`;
const otherTerm: Clause = ({ left, right }, { right: { at } }) =>
  `its entry at index ${at} has term ${right}, not ${left}`;
const unproved = (index: string) => `the message proves its log only up to index ${index}`;

const CLAUSES: Readonly<Record<RaftComparison, Clause>> = {
  'newer-term': wrongTerm,
  'current-term': wrongTerm,
  'this-election': wrongTerm,
  'free-vote': ({ left, it }) => `it has voted for ${left === it ? 'itself' : left} in that term`,
  'last-term': ({ left, right }) => `its own log is newer (last term ${right}, not ${left})`,
  'last-index': ({ left, right }) => `its own log is longer (last index ${right}, not ${left})`,
  granted: () => 'that is a refusal',
  succeeded: () => 'that is a refusal',
  'counted-once': () => 'it has counted that before',
  votes: ({ left, right }, { right: { outOf } }) =>
    `it has the votes of ${left} of ${outOf} servers and needs ${right}`,
  copies: ({ left, right }, { right: { outOf } }) =>
    `it is on ${left} of ${outOf} servers and needs ${right}`,
  'prev-index': tooShort,
  'prev-term': otherTerm,
  'same-term': ({ left, right }, { left: { at } }) =>
    `its entry at index ${at} has term ${left}, and the leader’s has term ${right}`,
  conflict: (_side, { left: { at } }) => `the leader’s entry at index ${at} has the same term`,
  covered: ({ right }) => `the message ends at index ${right}`,
  acknowledged: ({ right }) => `the message ends at index ${right}`,
  'match-told': ({ right }) => `the answer says index ${right}`,
  'match-newer': ({ right }) => `it knew of index ${right}`,
  'commit-newer': ({ right }) => `it knew of index ${right}`,
  'commit-index': tooShort,
  'commit-term': otherTerm,
  'commit-proved': ({ left }) => unproved(left),
  'commit-bound': ({ right }) => unproved(right),
  'own-term': ({ left, right }) => `it is of term ${left}, and not of term ${right}`,
  committed: () => 'it is not committed',
  synchronous: ({ left }) => `replication is ${left}`,
  unanswered: () => 'no request is unanswered',
};

/** What stood against something, as a clause. */
export function clause(it: string, comparison: Comparison<RaftComparison>): string {
  const { what, left, right } = comparison;
  return CLAUSES[what]({ left: valueText(left), right: valueText(right), it }, comparison);
}

/** " although it has voted for n1 in term 2": what a deliberate bug overruled; empty: the event is as the rules have it. */
export function although(event: RaftEvent): string {
  const overruled = overruledIn(event);
  return overruled ? ` although ${clause(event.actor, overruled)}` : '';
}
