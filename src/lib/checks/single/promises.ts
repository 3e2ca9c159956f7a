/** The promises of the one-server store, by the names that `expect violation` takes. */
export const PROMISES = {
  'store-applied':
    'The state of a server is what the requests that it has done make of it, in their order, and nothing else (Schneider 1990, §2): the store survives a crash',
  'answer-applied':
    'The output of a request is determined by the requests done before it (Schneider 1990, §2): it is answered what doing it gave',
  linearizability:
    'Linearizable semantics: each operation appears to execute instantaneously, exactly once, at some point between its invocation and its response (Herlihy and Wing 1990)',
} as const;
