import type { Setup } from '../protocol/setup';
import type { Scenario } from '../sim/scenario';
import { SYSTEMS } from './systems';

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
  options: Object.fromEntries(
    Object.values(SYSTEMS)
      .filter(({ options }) => Object.keys(options).length > 0)
      .map(({ name, options }) => [name, options]),
  ),
  timing: { latency: [10, 30], electionTimeout: [150, 300], heartbeat: 50 },
  nodes: [],
  messages: [],
  clients: [],
};

/** The scenario that the emulation's own file describes, and the empty file too. */
export const DEFAULT_SCENARIO: Scenario = { setup: DEFAULT_SETUP, steps: [] };
