import type { Insight } from '../protocol/insight';
import { BUGS } from './bug-texts';
import type { PaxosState } from './state';

export const multipaxosInsight: Insight<PaxosState> = { bugs: BUGS };
