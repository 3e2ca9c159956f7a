import type * as all from './engine';

/** What takes steps. A page begins with a cluster at rest, and need not wait for it. */
export type Engine = typeof all;

let fetched: Engine | null = null;

/** The engine, once it has been fetched. */
export const engine = (): Engine | null => fetched;

/** Fetches the engine; what begins with it, begins in a task of its own. Rejects where the network is down and it was never fetched. */
export async function fetchEngine(): Promise<Engine> {
  if (fetched) return fetched;
  const come = await import('./engine');
  await new Promise((turn) => setTimeout(turn));
  return (fetched = come);
}
