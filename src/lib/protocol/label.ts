import type { Message } from './message';

/**
 * What kind of thing a message is, which gives it its colour and shape: one that asks to lead, one that hands on what is to be
 * stored, an answer to either that agrees or refuses, one that tells what is decided or asks for it, one to or from a client.
 */
export type LabelKind = 'elect' | 'replicate' | 'assent' | 'refusal' | 'learn' | 'client';

/** How a message is shown wherever it is shown: a short name with the one field that matters. */
export interface Label {
  readonly text: string;
  readonly kind: LabelKind;
  /** It only says that its sender is there: a heart is its sign. */
  readonly heartbeat?: true;
}

/** A label as it is looked up. It is a method's type, whose parameter may be narrower: each is called with messages of its own type only. */
interface Labeller {
  label(message: Message): Label;
}

/** A system's own messages, by type. */
export type Labels = Readonly<Record<string, Labeller['label']>>;
