/**
 * The largest numbers of a run. They keep every number exact and every list short; what would go beyond is refused with a
 * sentence, never wrapped or rounded.
 */

/** Terms, rounds of ballots, and the numbers of clients' requests. */
export const MOST_TERM = 1_000_000;
/** Indices of a log, and slots. */
export const MOST_INDEX = 10_000;

/** Single acts of a run. */
export const MOST_ACTS = 10_000;

/** `10,000`. The platform's own formatting takes 20 ms when it is first asked. */
export function inThousands(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}
