/** One server in the scenario format: it has no table and no initial state. */
import { PROMISES } from '../../checks/single/promises';
import { singleProtocol } from '../../systems/single/protocol';
import type { SystemFormat } from '../format-of-system';
import { boolean, stringsByName } from '../values';

export const singleFormat: SystemFormat = {
  ids: singleProtocol.ids,
  promises: Object.keys(PROMISES),
  options: {},
  counts: [],
  optionDefaults: () => ({}),
  node: {},
  messages: {},
  expect: () => ({ store: stringsByName, alive: boolean }),
  expected: { store: 'store', alive: 'flag' },
  sense: () => [],
};
