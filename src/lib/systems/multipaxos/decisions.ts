import { compareBallots, type Ballot } from './ballot';
import type { BySlot } from './command';
import type { Acceptor, Learner, Vote } from './state';

/** Every judgement that the rules make, one function each, as the papers have it. `bugs.ts` departs from these one at a time. */
export interface Decisions {
  /** How many acceptors of `n` are a quorum: any two quorums share one. */
  quorum(n: number): number;
  /** Phase 1b: whether an acceptor promises a ballot. */
  mayPromise(promised: Ballot | null, ballot: Ballot): boolean;
  /** Phase 2b: whether an acceptor accepts in a ballot (P1a). */
  mayAccept(promised: Ballot | null, ballot: Ballot): boolean;
  /** Phase 2a: what the proposer is bound to propose again, by slot, of what its promises report (P2c). */
  boundBy(reported: BySlot<Vote>): BySlot<Vote>;
  /** What an acceptor has on stable storage. */
  survivesCrash(node: Acceptor): Pick<Acceptor, 'promised' | 'accepted'>;
  /** The slot that a learner applies next; null: what it knows does not go on there. */
  nextToApply(learner: Learner): number | null;
}

export const PAPER: Decisions = {
  quorum: (n) => Math.floor(n / 2) + 1,
  mayPromise: (promised, ballot) => compareBallots(ballot, promised) >= 0,
  mayAccept: (promised, ballot) => compareBallots(ballot, promised) >= 0,
  boundBy: (reported) => reported,
  survivesCrash: ({ promised, accepted }) => ({ promised, accepted }),
  nextToApply: ({ chosen, lastApplied }) => (chosen[lastApplied + 1] ? lastApplied + 1 : null),
};
