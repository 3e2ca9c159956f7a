/** The selector of a message in flight, in a file. */
import * as v from 'valibot';
import { messagesOf } from './messages';
import { sender, serverOrClient, type Names } from './names';
import { index, integer, oneOf } from './values';

/** @param systemName a registered system */
export function selectorOf(systemName: string, names: Names) {
  return {
    message: v.optional(oneOf(Object.keys(messagesOf(systemName)), 'a type of message')),
    from: v.optional(sender(names)),
    to: v.optional(serverOrClient(names)),
    index: v.optional(index(1)),
    nth: v.optional(integer(1)),
    id: v.optional(integer(1)),
  };
}
