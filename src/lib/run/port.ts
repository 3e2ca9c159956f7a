/**
 * The port to persistence, for runs and for all else that outlives a page. A run does in four places:
 *
 * | place   | what it holds                                  | when it is written                | where it cannot be written            |
 * | ------- | ---------------------------------------------- | --------------------------------- | ------------------------------------- |
 * | address | an example or a whole scenario, and the step   | as steps are shown                | says to which step a reload returns   |
 * | tab     | the tree with all branches, and the TOML draft | on leaving the page, on typing    | a reload shows the run in the address |
 * | browser | trees with all branches, by name               | when the person asks for it       | says so, and offers a file            |
 * | link    | a packed scenario, and the step                | when the person asks for it       | says so, and offers a file            |
 *
 * Each place stores texts. Their meaning is defined by pure code below `ui`: `saved-tree.ts` and `saved-runs.ts` (tab, browser),
 * `link/address.ts` and `link/link.ts` (address, link). `address-sync.ts` decides when the address is read and when it is written.
 *
 * The other things are small: the person's settings and progress in lessons (browser), the clock and the channel of a speaker
 * window (tab).
 */

/** Why a storage refused a text. `forbidden`: the browser, or the frame around the page, allows no storage. */
export type Refusal = 'full' | 'forbidden';

/** A storage for texts by key. It never throws. */
export interface TextStore {
  /** The keys with this prefix; none if the storage is forbidden. */
  keys(prefix: string): readonly string[];
  /** null: nothing is stored there, or the storage is forbidden. */
  read(key: string): string | null;
  /**
   * @param text null: deletes the stored text
   * @returns why the text is not stored; null: it is
   */
  write(key: string, text: string | null): Refusal | null;
}

/** The table stored as JSON under a key; empty: nothing is stored there, or it is no table. */
export function readTable(store: TextStore, key: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(store.read(key) ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
