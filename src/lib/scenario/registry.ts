import { gossipChecks, PROMISES as gossipPromises } from '../checks/gossip/checks';
import { paxosChecks } from '../checks/multipaxos/checks';
import { PROMISES as paxosPromises } from '../checks/multipaxos/promises';
import { PROMISES } from '../checks/promises';
import { CHECKS } from '../checks/safety';
import { PROMISES as singlePromises, singleChecks } from '../checks/single/checks';
import { gossip } from '../gossip/system';
import { multipaxos } from '../multipaxos/system';
import { raft } from '../raft/system';
import { single } from '../single/system';
import { SYSTEMS } from './systems';

/** Every system there is. A new system is one line here, two for its checks, and one in `formats.ts`. */
const REGISTRY = { raft, multipaxos, single, gossip };

export type SystemName = keyof typeof REGISTRY;

Object.assign(SYSTEMS, REGISTRY);
Object.assign(CHECKS, { multipaxos: paxosChecks, single: singleChecks, gossip: gossipChecks });
Object.assign(PROMISES, { multipaxos: paxosPromises, single: singlePromises, gossip: gossipPromises });

export { SYSTEMS, systemOf } from './systems';
