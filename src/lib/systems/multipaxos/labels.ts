import { commandText, shorten } from '../../kv/text';
import type { Label, Labels } from '../../protocol/label';
import { ballotText, type Ballot } from './ballot';
import type { MessageOf, PaxosPayload } from './message';

type Words = { readonly [T in PaxosPayload['type']]: (message: MessageOf<T>) => Label };

/** A long ballot takes the room of the word before it, for its end tells whose it is. */
function withWord(sign: string, word: string, ballot: Ballot): string {
  const text = ballotText(ballot);
  return text.length > 5 ? `${sign} ${text}` : `${sign} ${word} ${text}`;
}

/** How its messages are shown; `Words` sees to it that none is left out. */
export const labels: Words & Labels = {
  Prepare: ({ ballot }) => ({ text: `Prepare ${ballotText(ballot)}`, kind: 'elect' }),
  Promise: ({ ballot }) => ({ text: `✓ promise ${ballotText(ballot)}`, kind: 'assent' }),
  PrepareRejected: ({ highest }) => ({ text: withWord('✗', 'promised', highest), kind: 'refusal' }),
  Accept: ({ slot, command }) => ({
    text: `Accept ${slot}: ${shorten(commandText(command))}`,
    kind: 'replicate',
  }),
  Accepted: ({ slot, ballot }) => ({ text: `✓ ${slot} in ${ballotText(ballot)}`, kind: 'assent' }),
  AcceptRejected: ({ highest }) => ({ text: withWord('✗', 'promised', highest), kind: 'refusal' }),
  Commit: ({ slot, command }) => ({
    text: `Commit ${slot}: ${shorten(commandText(command))}`,
    kind: 'learn',
  }),
  CatchUp: ({ slot }) => ({ text: `Catch up from ${slot}`, kind: 'learn' }),
};
