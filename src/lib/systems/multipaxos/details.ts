import type { Details } from '../../protocol/description';
import { BUGS } from './bug-texts';
import { chart, passage } from './chart';
import { lacks } from './lacks/lacks';
import type { PaxosState } from './state';

/** What MultiPaxos tells to those who ask further. */
export const multipaxosDetails: Details<PaxosState> = { bugs: BUGS, chart, passage, lacks };
