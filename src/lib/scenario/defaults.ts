import type { Setup } from '../protocol/setup';
import type { Scenario } from '../sim/scenario';
import { DEFAULT_PAXOS_OPTIONS } from '../systems/multipaxos/options';
import { DEFAULT_RAFT_OPTIONS } from '../systems/raft/options';

/** What the empty file means. */
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

/** The scenario that the emulation's own file describes, and the empty file too. */
export const DEFAULT_SCENARIO: Scenario = { setup: DEFAULT_SETUP, steps: [] };

/** Whether a cluster is the one that the empty file means, with deliberate bugs or without. */
export function isDefaultCluster(setup: Setup): boolean {
  const { raft } = setup.options;
  const withoutBugs = { ...setup, options: { ...setup.options, raft: { ...raft, bugs: [] } } };
  return JSON.stringify(withoutBugs) === JSON.stringify(DEFAULT_SETUP);
}
