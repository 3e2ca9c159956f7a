import type { Insight } from '../../protocol/insight';
import { BUGS } from './bug-texts';
import { chart, passage } from './chart';
import { lacks } from './lacks/lacks';
import type { PaxosState } from './state';

export const multipaxosInsight: Insight<PaxosState> = { bugs: BUGS, chart, passage, lacks };
