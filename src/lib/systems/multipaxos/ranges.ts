import { inThousands, MOST_INDEX, MOST_TERM } from '../../protocol/ranges';
import type { Ballot } from './ballot';
import { highestSlot } from './command';
import type { PaxosInput } from './machine';
import { isLeader, type Leader, type PaxosState } from './state';

/** The number in a message that is beyond the largest round or slot, as a sentence; null: none is. */
export function beyondIn(input: PaxosInput): string | null {
  const { type, slot = 0, ballot, highest, accepted = [] } = input as Numbers;
  const slots = [slot, ...accepted.map((one) => one.slot)];
  const rounds = [ballot, highest, ...accepted.map((one) => one.ballot)].map((one) => one?.round ?? 0);
  if (slots.some((one) => one > MOST_INDEX)) return `${type} tells of a slot above ${LAST_SLOT}`;
  return rounds.some((one) => one > MOST_TERM) ? `${type} tells of a round above ${LAST_ROUND}` : null;
}

/** The numbers in messages. Each message has some of them. */
interface Numbers {
  readonly type: string;
  readonly slot?: number;
  readonly ballot?: Ballot;
  readonly highest?: Ballot;
  readonly accepted?: readonly { readonly slot: number; readonly ballot: Ballot }[];
}

const LAST_SLOT = `${inThousands(MOST_INDEX)}, the last that a run can have`;
const LAST_ROUND = `${inThousands(MOST_TERM)}, the last that a run can have`;

/**
 * The number in a node's new state that is beyond the largest round or slot, as a sentence; null: none is. Only leaders
 * raise rounds and open slots; others take them from messages.
 *
 * @param before the node's old state: unchanged fields are not checked again
 */
export function beyond(before: PaxosState, now: PaxosState): string | null {
  if (!isLeader(now) || !isLeader(before)) return null;
  if (now.round > MOST_TERM) return `${now.id} would prepare a round above ${LAST_ROUND}`;
  if (now.proposals !== before.proposals && highestSlot(now.proposals) > MOST_INDEX)
    return `${now.id} would propose for a slot above ${LAST_SLOT}`;
  return null;
}

/** Whether a leader can start another ballot. */
export const hasRoundLeft = ({ round }: Leader) => round < MOST_TERM;
