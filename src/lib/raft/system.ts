import type { System } from '../protocol/system';
import { atRest } from './at-rest';
import { moves } from './moves';
import type { RaftState } from './state';

export const raft: System<RaftState> = { ...atRest, ...moves };
