/**
 * The port to persistence. A run outlives its page in four places:
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
