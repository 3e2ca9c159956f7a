/**
 * Seconds, from any start. The only clock below the UI: it ends a search with a bound in seconds, and no result depends on
 * it.
 */
export const seconds = (): number => performance.now() / 1000;
