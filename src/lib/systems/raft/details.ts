import type { Details } from '../../protocol/description';
import { BUGS } from './bug-texts';
import { CHART, passage } from './chart';
import { lacks } from './lacks/lacks';
import type { RaftState } from './state';

/** What Raft tells to those who ask further. */
export const raftDetails: Details<RaftState> = { bugs: BUGS, chart: () => CHART, passage, lacks };
