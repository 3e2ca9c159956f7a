/** MultiPaxos in the scenario format: `[multipaxos]`. */
import type { SystemFormat } from '../format-of-system';
import { integer } from '../values';

export const multipaxosFormat: SystemFormat = {
  options: { num_acceptors: integer(1, 25), num_replicas: integer(1, 25) },
  counts: ['num_acceptors', 'num_replicas'],
  optionDefaults: () => ({ numAcceptors: 3, numReplicas: 2 }),
  node: {},
  messages: {},
  expect: () => ({}),
  sense: () => [],
};
