import { gossipChecks, PROMISES as gossipPromises } from '../checks/gossip/checks';
import { paxosChecks } from '../checks/multipaxos/checks';
import { PROMISES as paxosPromises } from '../checks/multipaxos/promises';
import { PROMISES } from '../checks/promises';
import { CHECKS } from '../checks/safety';
import { PROMISES as singlePromises, singleChecks } from '../checks/single/checks';

// Every system there is, and what is promised of each.
Object.assign(CHECKS, { multipaxos: paxosChecks, single: singleChecks, gossip: gossipChecks });
Object.assign(PROMISES, { multipaxos: paxosPromises, single: singlePromises, gossip: gossipPromises });

export { movingSystemOf, SYSTEMS, systemOf, type SystemName } from './all-systems';
