import type { Decisions } from './decisions';
import { newNode, type RaftState } from './state';

/** A node that has something in every field that could survive. */
const FULL: RaftState = {
  ...newNode('n1'),
  currentTerm: 1,
  votedFor: 'n1',
  log: [{ term: 1, op: 'noop' }],
  commitIndex: 1,
  lastApplied: 1,
  store: { a: '1' },
};

/** The fields that survive a crash (Figure 2, persistent state), whatever bug departs from that. */
export function persistent(decide: Pick<Decisions, 'survivesCrash'>): readonly string[] {
  const kept = decide.survivesCrash(FULL);
  return Object.keys(kept).filter(
    (field) => kept[field as keyof typeof kept] === FULL[field as keyof RaftState],
  );
}
