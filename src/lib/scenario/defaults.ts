import type { Setup } from '../protocol/setup';
import type { Scenario } from '../sim/scenario';
import { DEFAULT_PAXOS_OPTIONS } from '../systems/multipaxos/options';
import { DEFAULT_RAFT_OPTIONS } from '../systems/raft/options';

/** The set-up of an empty file. */
export const DEFAULT_SETUP: Setup = {
  title: null,
  description: null,
  system: 'raft',
  seed: 1,
  numNodes: 5,
  numClients: 3,
  requestsPerClient: 5,
  keys: ['a', 'b', 'c', 'd', 'e'],
  options: { raft: DEFAULT_RAFT_OPTIONS, multipaxos: DEFAULT_PAXOS_OPTIONS },
  timing: { latency: [10, 30], electionTimeout: [150, 300], heartbeat: 50 },
  nodes: [],
  messages: [],
  clients: [],
};

/** The scenario of the emulation's own file, and of an empty file. */
export const DEFAULT_SCENARIO: Scenario = { setup: DEFAULT_SETUP, steps: [] };

/** The scenario that the lab opens with: `static/examples/three.toml`, built in so that no fetch is needed. */
export const FIRST_SCENARIO: Scenario = {
  setup: {
    ...DEFAULT_SETUP,
    title: 'Three nodes, one client, nothing asked yet',
    description:
      'Press Next: n1 asks for votes and is elected. Then let the client put something: it becomes the first entry of the log.',
    numNodes: 3,
    numClients: 1,
    clients: [{ id: 'c1', requests: [] }],
  },
  steps: [],
};

/** Whether a cluster is that of an empty file, with or without deliberate bugs. */
export function isDefaultCluster(setup: Setup): boolean {
  const { raft } = setup.options;
  const withoutBugs = { ...setup, options: { ...setup.options, raft: { ...raft, bugs: [] } } };
  return JSON.stringify(withoutBugs) === JSON.stringify(DEFAULT_SETUP);
}
