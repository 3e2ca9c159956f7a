import { DEFAULT_SETUP } from './defaults';
import type { Scenario } from '../sim/scenario';
import { DEFAULT_SYSTEMS } from '../run/pair/pair';

/** A pair in the menu: a file below `static/compare/`, fetched relative to the page. */
interface PairExample {
  readonly file: string;
  readonly title: string;
  /** One line on what it shows. */
  readonly shows: string;
}

/** In menu order. */
export const PAIR_EXAMPLES: readonly PairExample[] = [
  {
    file: 'same-requests.toml',
    title: 'The same requests',
    shows: 'Raft and MultiPaxos, phase by phase: what is the same, and what is not.',
  },
  {
    file: 'leader-crashes.toml',
    title: 'The leader crashes',
    shows: 'A command half replicated survives the crash on both sides.',
  },
  {
    file: 'leader-cut-off.toml',
    title: 'The leader is cut off',
    shows: 'The old leader settles nothing alone; the majority goes on.',
  },
  {
    file: 'one-server.toml',
    title: 'Raft beside one server',
    shows: 'The same answers until the leader crashes.',
  },
  {
    file: 'gossip.toml',
    title: 'Raft beside gossip',
    shows: 'Gossip answers at once and reads an old value.',
  },
];

/** The initial pair: three servers, two clients, and requests that meet in one key. */
export const DEFAULT_PAIR: Scenario = {
  setup: {
    ...DEFAULT_SETUP,
    title: 'The same requests',
    numNodes: 3,
    numClients: 2,
    clients: [
      {
        id: 'c1',
        requests: [
          { op: 'put', key: 'a', value: '1' },
          { op: 'get', key: 'b' },
          { op: 'delete', key: 'a' },
        ],
      },
      {
        id: 'c2',
        requests: [
          { op: 'put', key: 'b', value: '2' },
          { op: 'put', key: 'a', value: '3' },
          { op: 'get', key: 'a' },
        ],
      },
    ],
  },
  steps: [],
  pair: { systems: DEFAULT_SYSTEMS, steps: [] },
};
