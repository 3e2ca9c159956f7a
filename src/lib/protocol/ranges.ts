/**
 * The largest numbers in a run. They keep every number exact and every list short. A larger number is refused with a
 * sentence, never wrapped or rounded.
 */

/** Terms, rounds of ballots, and the numbers of clients' requests. */
export const MOST_TERM = 1_000_000;
/** Indexes of a log, and slots. */
export const MOST_INDEX = 10_000;

/** Single acts in a run. */
export const MOST_ACTS = 10_000;

/**
 * A number with separators: `10,000`. Written by hand because the first call of the platform's own formatting takes 20 ms.
 */
export function inThousands(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
