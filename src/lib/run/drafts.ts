/** The text in the editor that has not run yet, stored in the tab. */
import type { TextStore, Refusal } from './port';

interface Draft {
  readonly text: string;
  /** The path of the page on which the editor was open; null: it was closed. */
  readonly openOn: string | null;
}

export class Drafts {
  readonly #key: string;

  /** @param kind what the page runs: each kind has its own draft */
  constructor(
    readonly store: TextStore,
    kind: string,
  ) {
    this.#key = `lockstep.draft.${kind}`;
  }

  /** null: there is none. */
  read(): Draft | null {
    const held = this.store.read(this.#key);
    if (held === null) return null;
    const [first, text] = splitAt(held, held.indexOf('\n'));
    return { text, openOn: first === '' ? null : first };
  }

  /** @returns why it is not stored; null: it is */
  hold({ text, openOn }: Draft): Refusal | null {
    return this.store.write(this.#key, `${openOn ?? ''}\n${text}`);
  }

  forget(): void {
    this.store.write(this.#key, null);
  }
}

const splitAt = (text: string, at: number) => [text.slice(0, Math.max(0, at)), text.slice(at + 1)] as const;
