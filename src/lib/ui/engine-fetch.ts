import type * as all from './engine';

/** What takes steps. A page begins with a cluster at rest, and need not wait for it. */
export type Engine = typeof all;

let fetched: Engine | null = null;

/** The engine, once it has been fetched. */
export const engine = (): Engine | null => fetched;

/** Fetches the engine. Rejects where the network is down and it was never fetched. */
export async function fetchEngine(): Promise<Engine> {
  return (fetched ??= await import('./engine'));
}
