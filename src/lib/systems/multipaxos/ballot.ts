import type { ActorId } from '../../protocol/message';

/** A ballot number. Ordered by round, then by the id of its proposer, so that no two proposers share one. */
export interface Ballot {
  /** From 1. */
  readonly round: number;
  readonly leader: ActorId;
}

/** Negative: `a` is lower; 0: they are equal. null is lower than every ballot. */
export function compareBallots(a: Ballot | null, b: Ballot | null): number {
  const rounds = (a?.round ?? 0) - (b?.round ?? 0);
  if (rounds !== 0) return rounds;
  return compareIds(a?.leader ?? '', b?.leader ?? '');
}

/** Shorter ids come first, so that l10 follows l9. */
function compareIds(a: ActorId, b: ActorId): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

export const sameBallot = (a: Ballot | null, b: Ballot | null) => compareBallots(a, b) === 0;

/** The higher of two ballots. */
export function highestOf<B extends Ballot | null>(a: B, b: B): B {
  return compareBallots(a, b) >= 0 ? a : b;
}

/** `2.l1`: round 2 of l1. */
export function ballotText(ballot: Ballot | null): string {
  return ballot === null ? 'none' : `${ballot.round}.${ballot.leader}`;
}
