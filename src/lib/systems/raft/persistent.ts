import { keysOf } from '../../protocol/known';
import type { Decisions } from './decisions';
import { newNode, type RaftState } from './state';

/** A node with a value in every field that could survive. */
const FULL: RaftState = {
  ...newNode('n1'),
  currentTerm: 1,
  votedFor: 'n1',
  log: [{ term: 1, op: 'noop' }],
  commitIndex: 1,
  lastApplied: 1,
  store: { a: '1' },
};

/** The fields that survive a crash (Figure 2, persistent state), with the bugs that are on. */
export function persistent(decide: Pick<Decisions, 'survivesCrash'>): readonly string[] {
  const kept = decide.survivesCrash(FULL);
  return keysOf(kept).filter((field) => kept[field] === FULL[field]);
}
