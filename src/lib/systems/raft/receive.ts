import { feed, inputsOf } from './machine';
import type { RaftMessage } from './message';
import type { Turn } from './turn';

/** A message is handed to a node: its role machine decides what comes of it. */
export function receive(turn: Turn, message: RaftMessage): Turn {
  return inputsOf(turn, message).reduce((so, input) => feed(so, input), turn);
}
