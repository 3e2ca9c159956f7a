import type { Details } from '../../protocol/description';
import { BUGS } from './bug-texts';
import { CHART, passage } from './chart';
import { lacks } from './lacks/lacks';
import type { RaftState } from './state';

/** The part of Raft's description that is loaded on demand. */
export const raftDetails: Details<RaftState> = { bugs: BUGS, chart: () => CHART, passage, lacks };
