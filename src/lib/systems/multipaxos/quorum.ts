import type { ActorId } from '../../protocol/message';
import { compareNumbers, overrule } from '../../protocol/verdict';
import { PAPER, type PaxosVerdict } from './decisions';
import type { Environment } from './environment';

/** Whether some acceptors are a quorum, and how many would be. */
export interface Quorum {
  readonly verdict: PaxosVerdict;
  /** The papers' verdict, even if a bug decides. */
  readonly paper: PaxosVerdict;
  /** How many acceptors are needed. */
  readonly needed: number;
}

/**
 * Whether these acceptors are a quorum ("Paxos Made Simple", §2.1).
 *
 * @param ids the acceptors that have promised a ballot, or accepted a proposal, each once
 */
export function isQuorum(
  { acceptors, decide }: Environment,
  ids: readonly ActorId[],
  what: 'promises' | 'acceptances',
): Quorum {
  const n = acceptors.length;
  const needed = decide.quorum(n);
  const right = { name: `quorum of ${n}`, value: PAPER.quorum(n), outOf: n };
  const paper = compareNumbers(what, { name: what, value: ids.length }, '≥', right);
  return { verdict: overrule(paper, ids.length >= needed), paper, needed };
}
