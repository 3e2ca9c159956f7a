import type { Moment } from '../run/tree';

/** The part of a run that exports read: its moments from the start, at least one, as `pathTo` gives them. */
export type Run = readonly Pick<Moment, 'world' | 'events'>[];
