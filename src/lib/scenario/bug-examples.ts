import type { Example } from './examples';
import { BUGS as multipaxos } from '../systems/multipaxos/bug-texts';
import { BUGS as raft } from '../systems/raft/bug-texts';

/** A scenario that shows a deliberate bug do harm, step by step. */
export interface BugExample extends Example {
  readonly system: string;
  readonly bug: string;
  /** The first promise that it breaks. */
  readonly violates: string;
}

/**
 * One example for every bug of every system, in catalogue order. Raft's examples are in `bugs/` itself. Not read from the
 * systems' details, because the menu of examples is needed long before these are loaded.
 */
export const BUG_EXAMPLES: readonly BugExample[] = Object.entries({ raft, multipaxos }).flatMap(
  ([system, bugs]) =>
    bugs.map(({ name: bug, title, departs, violates }) => ({
      file: system === 'raft' ? `bugs/${bug}.toml` : `bugs/${system}/${bug}.toml`,
      title,
      shows: departs,
      system,
      bug,
      violates,
    })),
);
