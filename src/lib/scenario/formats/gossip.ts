/** Gossip in the scenario format: the initial number of a peer, and its one message. */
import { PROMISES } from '../../checks/gossip/promises';
import { gossipProtocol } from '../../systems/gossip/protocol';
import type { Field, SystemFormat } from '../format-of-system';
import { boolean, integer } from '../values';

const number: Field = { read: () => integer(0) };

export const gossipFormat: SystemFormat = {
  ids: gossipProtocol.ids,
  promises: Object.keys(PROMISES),
  options: {},
  counts: [],
  optionDefaults: () => ({}),
  /** Two for each server. */
  numClients: ({ numNodes }) => Math.min(2 * numNodes, 25),
  node: { value: number },
  messages: { Gossip: { value: number } },
  expect: () => ({ value: integer(0), alive: boolean }),
  expected: { value: 'integer', alive: 'flag' },
  sense: () => [],
};
