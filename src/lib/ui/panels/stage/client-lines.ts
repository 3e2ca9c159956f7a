import { outstanding, type ClientState } from '../../../kv/client';
import { answerText, commandText } from '../../../kv/text';

/** What a client's card says below its name. */
export interface ClientLines {
  readonly state: 'waits' | 'answered' | 'idle';
  /** What it asks, or asked last; null: nothing yet. */
  readonly asked: string | null;
  /** The last answer, without the key, for that stands in what was asked; null: none, or another is awaited. */
  readonly answer: string | null;
}

export function clientLines(client: ClientState): ClientLines {
  const wants = outstanding(client);
  if (wants) return { state: 'waits', asked: commandText(wants), answer: null };
  const last = client.history.findLast(({ result }) => result !== undefined);
  if (last?.result === undefined) return { state: 'idle', asked: null, answer: null };
  const { ok, result } = last;
  return { state: 'answered', asked: commandText(last), answer: answerText({ ok: ok === true, result }) };
}
