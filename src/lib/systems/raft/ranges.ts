import { inThousands, MOST_INDEX, MOST_TERM } from '../../protocol/ranges';
import { lastIndex } from './log';
import type { RaftMessage } from './message';
import type { RaftState } from './state';

const LAST_TERM = `${inThousands(MOST_TERM)}, the last that a run can have`;
const LAST_INDEX = `${inThousands(MOST_INDEX)}, the last that a run can have`;

/** The number in a message that is beyond the largest term or index, as a sentence; null: none is. */
export function beyondIn(message: RaftMessage): string | null {
  const { type, term = 0, entries = [] }: Numbers = message;
  if (term > MOST_TERM || entries.some((entry) => entry.term > MOST_TERM))
    return `${type} tells of a term above ${LAST_TERM}`;
  const { prevLogIndex = 0, leaderCommit = 0, matchIndex = 0, lastLogIndex = 0 }: Numbers = message;
  const highest = Math.max(prevLogIndex, leaderCommit, matchIndex, lastLogIndex);
  return highest > MOST_INDEX ? `${type} tells of an index above ${LAST_INDEX}` : null;
}

/** The numbers in messages. Each message has some of them. */
interface Numbers {
  readonly type: string;
  readonly term?: number;
  readonly entries?: readonly { readonly term: number }[];
  readonly prevLogIndex?: number;
  readonly leaderCommit?: number;
  readonly matchIndex?: number;
  readonly lastLogIndex?: number;
}

/** The number in a node's new state that is beyond the largest term or index, as a sentence; null: none is. */
export function beyond({ id, currentTerm, log }: RaftState): string | null {
  if (currentTerm > MOST_TERM) return `${id} would be in a term above ${LAST_TERM}`;
  return lastIndex(log) > MOST_INDEX ? `the log of ${id} would have an index above ${LAST_INDEX}` : null;
}

/** Whether a node can start another election. */
export const hasTermLeft = ({ currentTerm }: RaftState) => currentTerm < MOST_TERM;
