/**
 * Every judgement that the rules make, one function each, as the papers have it. `bugs.ts` departs from these one at a time. What a
 * decision compares it gives back in its verdict, which is all that anyone says about it.
 */
import type { ActorId } from '../../protocol/message';
import { compareBy, type Operand, type Verdict } from '../../protocol/verdict';
import { ballotText, compareBallots, type Ballot } from './ballot';
import type { BySlot } from './command';
import type { MessageOf } from './message';
import type { Acceptor, Leader, Learner, Vote } from './state';

/** What the rules compare; `words.ts` has a clause for each that a bug can overrule. */
export type PaxosComparison =
  | 'promised'
  | 'own-ballot'
  | 'higher'
  | 'not-counted'
  | 'promises'
  | 'acceptances'
  | 'proposed'
  | 'bound'
  | 'next-slot'
  | 'unanswered'
  | 'known';

export type PaxosVerdict = Verdict<PaxosComparison>;

export interface Decisions {
  /** How many acceptors of `n` are a quorum: any two quorums share one. `isQuorum` alone asks. */
  quorum(n: number): number;
  /** Phase 1b: whether an acceptor promises a ballot. */
  mayPromise(node: Acceptor, message: MessageOf<'Prepare'>): PaxosVerdict;
  /** Phase 2b: whether an acceptor accepts in a ballot (P1a). */
  mayAccept(node: Acceptor, message: MessageOf<'Accept'>): PaxosVerdict;
  /** Phase 2a: what the proposer is bound to propose again, by slot, of what its promises report (P2c). */
  boundBy(reported: BySlot<Vote>): BySlot<Vote>;
  /** What an acceptor has on stable storage. */
  survivesCrash(node: Acceptor): Pick<Acceptor, 'promised' | 'accepted'>;
  /** The slot that a learner applies next; null: what it knows does not go on there. */
  nextToApply(learner: Learner): number | null;
}

export const PAPER: Decisions = {
  quorum: (n) => Math.floor(n / 2) + 1,
  mayPromise: promisedNoHigher,
  mayAccept: promisedNoHigher,
  boundBy: (reported) => reported,
  survivesCrash: ({ promised, accepted }) => ({ promised, accepted }),
  nextToApply: ({ chosen, lastApplied }) => (chosen[lastApplied + 1] ? lastApplied + 1 : null),
};

function promisedNoHigher(
  { id, promised }: Acceptor,
  { ballot, from }: { readonly ballot: Ballot; readonly from: ActorId },
): PaxosVerdict {
  return compareBy(
    compareBallots(ballot, promised),
    'promised',
    operandOf('ballot', ballot, from),
    '≥',
    operandOf('promised', promised, id),
  );
}

/** A ballot as one side of a comparison. */
export const operandOf = (name: string, ballot: Ballot | null, of: ActorId): Operand => ({
  name,
  value: ballotText(ballot),
  of,
});

/** Whether an answer is of the ballot that this leader prepared last. */
export function isOfOwnBallot(
  { id, ballot: own }: Leader,
  { ballot, from }: { readonly ballot: Ballot; readonly from: ActorId },
): PaxosVerdict {
  const left = operandOf('ballot', ballot, from);
  return compareBy(compareBallots(ballot, own), 'own-ballot', left, '=', operandOf('own ballot', own, id));
}
