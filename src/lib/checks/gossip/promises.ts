/** The promises of gossip, by the names that `expect violation` takes. */
export const PROMISES = {
  'value-monotonic': 'A peer keeps the larger of two numbers, so the number that it holds never goes back',
  'value-set': 'Every number that a peer holds was set by some client, or stood there at the start',
} as const;
