/**
 * The port to persistence. A run outlives its page in four places:
 *
 * | place   | what it holds                                  | when it is written                | where it cannot be written            |
 * | ------- | ---------------------------------------------- | --------------------------------- | ------------------------------------- |
 * | address | an example or a whole scenario, and the step   | as steps are shown                | says up to which step a reload goes   |
 * | tab     | the tree with all branches, and the TOML draft | as the page is left, as one types | a reload shows what the address holds |
 * | browser | trees with all branches, by name               | when the person says so           | says so, and offers a file            |
 * | link    | a scenario, packed, and the step               | when the person asks for it       | says so, and offers a file            |
 *
 * Each place holds texts. What the texts mean is pure and lives below `ui`: `saved-tree.ts` and `saved-runs.ts` (tab, browser),
 * `link/address.ts` and `link/link.ts` (address, link). `address-sync.ts` decides when the address is written and when it is read.
 */

/** Why a place did not take a text. `forbidden`: the browser, or the frame that the page stands in, allows no storage. */
export type Refusal = 'full' | 'forbidden';

/** A place that holds texts by key. It never throws. */
export interface Place {
  /** The keys that begin like this; none where the place is forbidden. */
  keys(prefix: string): readonly string[];
  /** null: it holds nothing there, or is forbidden. */
  read(key: string): string | null;
  /**
   * @param text null: forgets what it holds there.
   * @returns why the text is not held; null: it is.
   */
  write(key: string, text: string | null): Refusal | null;
}
