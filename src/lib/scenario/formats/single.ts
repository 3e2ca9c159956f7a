/** One server in the scenario format: no table, nothing to begin with. */
import type { SystemFormat } from '../format-of-system';
import { boolean, stringsByName } from '../values';

export const singleFormat: SystemFormat = {
  options: {},
  counts: [],
  optionDefaults: () => ({}),
  node: {},
  messages: {},
  expect: () => ({ store: stringsByName, alive: boolean }),
  sense: () => [],
};
