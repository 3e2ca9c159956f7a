import type { Kind } from '../run/toml';

const key = (kind: Kind) => `lockstep.draft.${kind}`;

/** The text that was left in the editor of this tab; null: none. */
export function readDraft(kind: Kind): string | null {
  try {
    return sessionStorage.getItem(key(kind));
  } catch {
    return null;
  }
}

/**
 * Keeps a text for this tab, or with null forgets it.
 *
 * @returns whether it is kept: a browser may forbid storage.
 */
export function keepDraft(kind: Kind, text: string | null): boolean {
  try {
    if (text === null) sessionStorage.removeItem(key(kind));
    else sessionStorage.setItem(key(kind), text);
    return true;
  } catch {
    return false;
  }
}
