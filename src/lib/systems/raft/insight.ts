import type { Insight } from '../../protocol/insight';
import { BUGS } from './bug-texts';
import { CHART, passage } from './chart';
import { lacks } from './lacks/lacks';
import type { RaftState } from './state';

export const raftInsight: Insight<RaftState> = { bugs: BUGS, chart: () => CHART, passage, lacks };
