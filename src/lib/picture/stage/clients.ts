import { outstanding, type ClientState } from '../../kv/client';
import { answerText, commandText, shorten } from '../../kv/text';
import type { Inbox } from './chips';

/** The texts of a client's card. */
interface ClientLine {
  readonly state: 'waits' | 'answered' | 'idle';
  /** Its current or last request; null: none yet. */
  readonly asked: string | null;
  /** Its last answer, without the key, which the request names; null: there is none, or it waits. */
  readonly answer: string | null;
}

export function clientLine(client: ClientState): ClientLine {
  const wants = outstanding(client);
  if (wants) return { state: 'waits', asked: commandText(wants), answer: null };
  const last = client.history.findLast(({ result }) => result !== undefined);
  if (last?.result === undefined) return { state: 'idle', asked: null, answer: null };
  const { ok, result } = last;
  return { state: 'answered', asked: commandText(last), answer: answerText({ ok: ok === true, result }) };
}

/** A client below the rows. */
export interface ClientCard extends ClientLine {
  readonly id: string;
  /** The number of the outstanding request. */
  readonly request: number;
  /** The whole card in one line. */
  readonly told: string;
  readonly inbox: Inbox;
}

/** The length that fits on a card without messages in flight. */
const MOST_CHARACTERS = 24;

/** The shortest form, to fit a card. */
export function toldOf({ state, asked, answer }: ClientLine): string {
  if (state === 'idle') return 'idle';
  if (state === 'waits') return shorten(asked ?? '');
  return shorten(`${asked} → ${answer}`, MOST_CHARACTERS);
}
