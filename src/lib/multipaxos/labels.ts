import { commandText, shorten } from '../kv/text';
import type { Label, Labels } from '../protocol/label';
import { ballotText } from './ballot';
import type { MessageOf, PaxosPayload } from './message';

type Words = { readonly [T in PaxosPayload['type']]: (message: MessageOf<T>) => Label };

const WORDS: Words = {
  Prepare: ({ ballot }) => ({ text: `Prepare ${ballotText(ballot)}`, kind: 'elect' }),
  Promise: ({ ballot }) => ({ text: `✓ promise ${ballotText(ballot)}`, kind: 'assent' }),
  PrepareRejected: ({ highest }) => ({ text: `✗ promised ${ballotText(highest)}`, kind: 'refusal' }),
  Accept: ({ slot, command }) => ({
    text: `Accept ${slot}: ${shorten(commandText(command))}`,
    kind: 'replicate',
  }),
  Accepted: ({ slot, ballot }) => ({ text: `✓ ${slot} in ${ballotText(ballot)}`, kind: 'assent' }),
  AcceptRejected: ({ highest }) => ({ text: `✗ promised ${ballotText(highest)}`, kind: 'refusal' }),
  Commit: ({ slot, command }) => ({
    text: `Commit ${slot}: ${shorten(commandText(command))}`,
    kind: 'learn',
  }),
  CatchUp: ({ slot }) => ({ text: `Catch up from ${slot}`, kind: 'learn' }),
};

/** Each is called with messages of its own type only. */
export const labels = WORDS as unknown as Labels;
