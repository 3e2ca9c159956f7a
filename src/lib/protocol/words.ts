import type { ProtocolEvent } from './event';

/** What an event says: what its actor did ("votes for n2"), or a clause with another subject. Without a full stop. */
export type Statement = string | { readonly clause: string };

/** A system's texts, one for each type of its events. */
export type Words<E extends ProtocolEvent, T = string> = {
  readonly [K in E['type']]: (event: Extract<E, { readonly type: K }>) => T;
};

/** How a table of texts is read. A method's parameter may be narrower: each text is only given events of its own type. */
interface Teller<T> {
  tell(event: ProtocolEvent): T;
}

type WordTable<T = string> = Readonly<Record<string, Teller<T>['tell']>>;

/** The text of an event, found by its type; null: there is none. */
export function textOf<T = string>(words: WordTable<T>, event: ProtocolEvent): T | null {
  return words[event.type]?.(event) ?? null;
}

/** A statement as a sentence: "n1 votes for n2." */
export function sentenceOf(statement: Statement, { actor }: ProtocolEvent): string {
  return typeof statement === 'string' ? `${actor} ${statement}.` : `${statement.clause}.`;
}

/** A statement as a line of the trace, which has already named the actor: "votes for n2". */
export function lineOf(statement: Statement): string {
  return typeof statement === 'string' ? statement : statement.clause;
}
