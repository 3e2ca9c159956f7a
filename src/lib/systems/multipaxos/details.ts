import type { Details } from '../../protocol/description';
import { BUGS } from './bug-texts';
import { chart, passage } from './chart';
import { lacks } from './lacks/lacks';
import type { PaxosState } from './state';

/** The part of MultiPaxos's description that is loaded on demand. */
export const multipaxosDetails: Details<PaxosState> = { bugs: BUGS, chart, passage, lacks };
