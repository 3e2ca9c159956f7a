/**
 * All decisions of the rules, one function each, as in the papers. A bug in `bugs.ts` replaces one of them. A decision's
 * verdict holds everything that it compared; words about a decision come only from its verdict.
 */
import type { ActorId } from '../../protocol/message';
import { compareBy, type Operand, type Verdict } from '../../protocol/verdict';
import { ballotText, compareBallots, type Ballot } from './ballot';
import type { BySlot } from './command';
import type { MessageOf } from './message';
import type { Acceptor, Leader, Learner, Vote } from './state';

/** The comparisons of the rules. `words.ts` has a clause for each that a bug can overrule. */
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
  /** How many of `n` acceptors are a quorum: any two quorums share an acceptor. Only `isQuorum` calls this. */
  quorum(n: number): number;
  /** Phase 1b: whether an acceptor promises a ballot. */
  mayPromise(node: Acceptor, message: MessageOf<'Prepare'>): PaxosVerdict;
  /** Phase 2b: whether an acceptor accepts in a ballot (P1a). */
  mayAccept(node: Acceptor, message: MessageOf<'Accept'>): PaxosVerdict;
  /** Phase 2a: the values that the proposer must propose again, by slot, from those that its promises report (P2c). */
  boundBy(reported: BySlot<Vote>): BySlot<Vote>;
  /** The fields that an acceptor has on stable storage. */
  survivesCrash(node: Acceptor): Pick<Acceptor, 'promised' | 'accepted'>;
  /** The slot that a learner applies next; null: it does not know that slot yet. */
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

/** Whether an answer belongs to the ballot that this leader prepared last. */
export function isOfOwnBallot(
  { id, ballot: own }: Leader,
  { ballot, from }: { readonly ballot: Ballot; readonly from: ActorId },
): PaxosVerdict {
  const left = operandOf('ballot', ballot, from);
  return compareBy(compareBallots(ballot, own), 'own-ballot', left, '=', operandOf('own ballot', own, id));
}
