import type { Example } from './examples';
import { BUGS as multipaxos } from '../systems/multipaxos/bug-texts';
import { BUGS as raft } from '../systems/raft/bug-texts';

/** A scenario that shows a deliberate bug go wrong, step by step. */
export interface BugExample extends Example {
  readonly system: string;
  readonly bug: string;
  /** The promise that it breaks first. */
  readonly violates: string;
}

/**
 * One for every bug of every system, in the order of the catalogues; those of Raft stand in `bugs/` itself. Not read from what systems
 * tell of themselves: the menu of examples comes long before anyone asks for the rest of that.
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
