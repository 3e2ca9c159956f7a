import type { Moment } from '../run/tree';

/** A run as it is exported: its steps from the start, at least one, as `pathTo` gives them. */
export type Run = readonly Pick<Moment, 'world' | 'events'>[];
