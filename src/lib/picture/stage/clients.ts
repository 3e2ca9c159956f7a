import { outstanding, type ClientState } from '../../kv/client';
import { answerText, commandText, shorten } from '../../kv/text';
import type { Inbox } from './chips';

/** What a client's card says beside its name. */
export interface ClientLine {
  readonly state: 'waits' | 'answered' | 'idle';
  /** What it asks, or asked last; null: nothing yet. */
  readonly asked: string | null;
  /** The last answer, without the key, for that stands in what was asked; null: none, or another is awaited. */
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
  /** The number of the request that it waits for. */
  readonly request: number;
  /** All of it in one line. */
  readonly told: string;
  readonly inbox: Inbox;
}

/** A card without anything in flight to it has room for so many. */
const MOST_CHARACTERS = 24;

/** As short as a card has room for. */
export function toldOf({ state, asked, answer }: ClientLine): string {
  if (state === 'idle') return 'idle';
  if (state === 'waits') return shorten(asked ?? '');
  return shorten(`${asked} → ${answer}`, MOST_CHARACTERS);
}
