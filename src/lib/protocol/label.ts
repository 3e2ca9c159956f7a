import type { Message } from './message';

/**
 * The kind of a message, which sets its colour and shape: a request for votes, a request to store something, an answer
 * that agrees, an answer that refuses, news of a decision (or a request for it), a message to or from a client.
 */
export type LabelKind = 'elect' | 'replicate' | 'assent' | 'refusal' | 'learn' | 'client';

/** How a message is shown everywhere: a short name with the one field that matters. */
export interface Label {
  /** Without the mark of an answer: beside the words there may be a sign that says the same. */
  readonly words: string;
  /** Whether an answer agrees or refuses, as a mark before the words. */
  readonly mark?: '✓' | '✗';
  readonly kind: LabelKind;
  /** The message only says that its sender is there: its sign is a heart. */
  readonly heartbeat?: true;
}

/** The words of a label with its mark, for text without signs. */
export const labelText = ({ mark, words }: Label): string => (mark ? `${mark} ${words}` : words);

/** How a label is looked up. A method's parameter may be narrower: each is only given messages of its own type. */
interface Labeller {
  label(message: Message): Label;
}

/** A system's own messages, by type. */
export type Labels = Readonly<Record<string, Labeller['label']>>;
