import { gossip } from '../gossip/system';
import { multipaxos } from '../multipaxos/system';
import { raft } from '../raft/system';
import { single } from '../single/system';
import { SYSTEMS } from './systems';

/** Every system there is, without what is promised of it. A new system is one line here, two for its checks in `registry.ts`, and one in `formats.ts`. */
const REGISTRY = { raft, multipaxos, single, gossip };

export type SystemName = keyof typeof REGISTRY;

Object.assign(SYSTEMS, REGISTRY);

export { movingSystemOf, SYSTEMS, systemOf } from './systems';
