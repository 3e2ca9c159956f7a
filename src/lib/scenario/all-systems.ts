import { gossip } from '../systems/gossip/system';
import { multipaxos } from '../systems/multipaxos/system';
import { raft } from '../systems/raft/system';
import { single } from '../systems/single/system';
import { SYSTEMS } from './systems';

/** Every system there is, without what is promised of it. A new system is one line here, two for its checks in `registry.ts`, and one in `formats.ts`. */
const REGISTRY = { raft, multipaxos, single, gossip };

export type SystemName = keyof typeof REGISTRY;

Object.assign(SYSTEMS, REGISTRY);

export { movingSystemOf, SYSTEMS, systemOf } from './systems';
