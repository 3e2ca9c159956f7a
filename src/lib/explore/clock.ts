/** Seconds, from any beginning. The one clock below the screen: it ends a search that is bounded in seconds, and nothing found depends on it. */
export const seconds = (): number => performance.now() / 1000;
