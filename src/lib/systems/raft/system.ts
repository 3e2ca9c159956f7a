import type { MovingSystem } from '../../protocol/system';
import { atRest } from './at-rest';
import { moves } from './moves';
import type { RaftState } from './state';

export const raft: MovingSystem<RaftState> = { ...atRest, ...moves };
