import type { Message } from './message';

/** What kind of thing a message is, which gives it its colour and shape. */
export type LabelKind = 'vote' | 'append' | 'commit' | 'client' | 'refusal' | 'start';

/** How a message is shown wherever it is shown: a short name with the one field that matters. */
export interface Label {
  readonly text: string;
  readonly kind: LabelKind;
}

/** A system's own messages, by type. */
export type Labels = Readonly<Record<string, (message: Message) => Label>>;
