/** The sentence about a part of the page that could not be fetched. */
export const missing = (what: string): string =>
  `${what} could not be fetched: the network is down, or a new version has been published. A reload brings it, and keeps the run.`;

/** A network may accept a request and never answer. */
const PATIENCE_MS = 10_000;

/** Rejects if a part does not arrive in time. */
export function inTime<T>(part: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const turn = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
    part.then(resolve, reject).finally(() => clearTimeout(turn));
  });
}
