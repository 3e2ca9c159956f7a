import { commandText, shorten } from '../../kv/text';
import type { Label, Labels } from '../../protocol/label';
import { ballotText, type Ballot } from './ballot';
import type { MessageOf, PaxosPayload } from './message';

type Words = { readonly [T in PaxosPayload['type']]: (message: MessageOf<T>) => Label };

/** A word and a ballot. A long ballot stands alone: its end, which names the leader, must not be cut off. */
function withWord(word: string, ballot: Ballot): string {
  const text = ballotText(ballot);
  return text.length > 5 ? text : `${word} ${text}`;
}

/** The label of each message; the type `Words` asks for all of them. */
export const labels: Words & Labels = {
  Prepare: ({ ballot }) => ({ words: `Prepare ${ballotText(ballot)}`, kind: 'elect' }),
  Promise: ({ ballot }) => ({ mark: '✓', words: `promise ${ballotText(ballot)}`, kind: 'assent' }),
  PrepareRejected: ({ highest }) => ({ mark: '✗', words: withWord('promised', highest), kind: 'refusal' }),
  Accept: ({ slot, command }) => ({
    words: `Accept ${slot}: ${shorten(commandText(command))}`,
    kind: 'replicate',
  }),
  Accepted: ({ slot, ballot }) => ({ mark: '✓', words: `${slot} in ${ballotText(ballot)}`, kind: 'assent' }),
  AcceptRejected: ({ highest }) => ({ mark: '✗', words: withWord('promised', highest), kind: 'refusal' }),
  Commit: ({ slot, command }) => ({
    words: `Commit ${slot}: ${shorten(commandText(command))}`,
    kind: 'learn',
  }),
  CatchUp: ({ slot }) => ({ words: `Catch up from ${slot}`, kind: 'learn' }),
};
