import { moves } from '../raft/moves';
import { SYSTEMS } from './systems';

// Whoever takes steps of Raft without reading scenarios imports this.
Object.assign(SYSTEMS['raft'] as object, moves);
