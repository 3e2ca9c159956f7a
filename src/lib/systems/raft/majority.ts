import type { ActorId } from '../../protocol/message';
import { compareNumbers, overrule } from '../../protocol/verdict';
import { PAPER, type RaftVerdict } from './decisions';
import type { Environment } from './environment';

/** Whether some servers are a majority, and how many would be. */
export interface Majority {
  readonly verdict: RaftVerdict;
  /** The paper's verdict, even if a bug decides. */
  readonly paper: RaftVerdict;
  /** How many servers are needed. */
  readonly needed: number;
}

/**
 * Whether these servers are a majority of all (§5.1): votes for a candidate, or copies of an entry.
 *
 * @param ids with a deliberate bug, an id may be listed twice and count twice; by the paper each counts once
 * @param name what they are: `votes`, `copies of index 3`
 */
export function isMajority(
  { servers, decide }: Environment,
  ids: readonly ActorId[],
  what: 'votes' | 'copies',
  name: string,
): Majority {
  const n = servers.length;
  const needed = decide.majority(n);
  const count = { name, value: new Set(ids).size };
  const paper = compareNumbers(what, count, '≥', {
    name: `majority of ${n}`,
    value: PAPER.majority(n),
    outOf: n,
  });
  return { verdict: overrule(paper, ids.length >= needed), paper, needed };
}
