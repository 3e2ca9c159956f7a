import type { ProtocolEvent } from './event';

/** A system's texts, one for each type of its events. */
export type Words<E extends ProtocolEvent> = {
  readonly [T in E['type']]: (event: Extract<E, { readonly type: T }>) => string;
};

/** A text as it is looked up. It is a method's type, whose parameter may be narrower: each is called with its own events only. */
interface Teller {
  tell(event: ProtocolEvent): string;
}

/** The text of an event, found by its type; null: there is none. */
export function textOf(words: Readonly<Record<string, Teller['tell']>>, event: ProtocolEvent): string | null {
  return words[event.type]?.(event) ?? null;
}

/** A sentence as a line of the trace, which has named the actor already and ends without a full stop. */
export function asLine(sentence: string, { actor }: ProtocolEvent): string {
  const line = sentence.replace(/\.$/, '');
  return line.startsWith(`${actor} `) ? line.slice(actor.length + 1) : line;
}
