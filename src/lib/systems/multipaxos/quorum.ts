import type { ActorId } from '../../protocol/message';
import { compare, overrule } from '../../protocol/verdict';
import { PAPER, type PaxosVerdict } from './decisions';
import type { Environment } from './environment';

/** The one question of what a quorum is, and how many it takes. */
export interface Quorum {
  readonly verdict: PaxosVerdict;
  /** The same by the papers, whatever bug decides. */
  readonly paper: PaxosVerdict;
  /** How many acceptors would be enough. */
  readonly needed: number;
}

/**
 * Whether these acceptors are a quorum ("Paxos Made Simple", §2.1).
 *
 * @param ids those that have promised a ballot, or accepted a proposal, each once.
 */
export function isQuorum(
  { acceptors, decide }: Environment,
  ids: readonly ActorId[],
  what: 'promises' | 'acceptances',
): Quorum {
  const n = acceptors.length;
  const needed = decide.quorum(n);
  const right = { name: `quorum of ${n}`, value: PAPER.quorum(n), outOf: n };
  const paper = compare(what, { name: what, value: ids.length }, '≥', right);
  return { verdict: overrule(paper, ids.length >= needed), paper, needed };
}
