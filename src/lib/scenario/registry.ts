import { gossipChecks } from '../checks/gossip/checks';
import { paxosChecks } from '../checks/multipaxos/checks';
import { CHECKS } from '../checks/safety';
import { singleChecks } from '../checks/single/checks';
import { gossip } from '../gossip/system';
import { multipaxos } from '../multipaxos/system';
import { raft } from '../raft/system';
import { single } from '../single/system';
import { SYSTEMS } from './systems';

/** Every system there is. A new system is one line here, one for its checks, and one in `formats.ts`. */
const REGISTRY = { raft, multipaxos, single, gossip };

export type SystemName = keyof typeof REGISTRY;

Object.assign(SYSTEMS, REGISTRY);
Object.assign(CHECKS, { multipaxos: paxosChecks, single: singleChecks, gossip: gossipChecks });

export { SYSTEMS, systemOf } from './systems';
