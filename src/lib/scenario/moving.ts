import { raft } from '../systems/raft/system';
import { SYSTEMS } from './systems';

// Whoever takes steps of Raft without reading scenarios imports this.
Object.assign(SYSTEMS, { raft });
