import { feed, inputsOf } from './machine';
import type { RaftMessage } from './message';
import type { Turn } from './turn';

/** A node receives a message: its role machine handles it. */
export function receive(turn: Turn, message: RaftMessage): Turn {
  return inputsOf(turn, message).reduce((so, input) => feed(so, input), turn);
}
