import type { Example } from './examples';
import { INSIGHTS } from './insights';

/** A scenario that shows a deliberate bug go wrong, step by step. */
export interface BugExample extends Example {
  readonly system: string;
  readonly bug: string;
  /** The promise that it breaks first. */
  readonly violates: string;
}

/** One for every bug of every system, in the order of the catalogues; those of Raft stand in `bugs/` itself. */
export const BUG_EXAMPLES: readonly BugExample[] = Object.entries(INSIGHTS).flatMap(([system, { bugs }]) =>
  bugs.map(({ name: bug, title, violates }) => ({
    file: system === 'raft' ? `bugs/${bug}.toml` : `bugs/${system}/${bug}.toml`,
    title,
    system,
    bug,
    violates,
  })),
);
