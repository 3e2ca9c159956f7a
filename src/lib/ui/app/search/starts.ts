import { itemAt } from '$lib/protocol/known';
import { BUG_SEARCHES } from '../../../scenario/bug-searches';
import { BUG_EXAMPLES } from '../../../scenario/bug-examples';
import type { Begin } from '../../panels/search/form.svelte';

/** A start for the search: a set-up as text, bounds, and their reasons. */
export interface Start {
  readonly id: string;
  readonly title: string;
  readonly toml: string;
  readonly begin: Begin;
  /** Why it needs larger bounds than others, or why nothing is found. */
  readonly why?: string;
}

interface StartGroup {
  readonly title: string;
  readonly starts: readonly Start[];
}

const idle = (clients: number) => `num_clients = ${clients}\nrequests_per_client = 0\n`;

/** Systems without bugs: the search should find nothing. */
const SOUND: readonly Start[] = [
  { id: 'raft', title: 'Raft', toml: `num_nodes = 3\n${idle(2)}`, begin: {} },
  {
    id: 'multipaxos',
    title: 'MultiPaxos',
    toml: `system = "multipaxos"\n${idle(2)}[multipaxos]\nnum_replicas = 1\n`,
    begin: {},
  },
  { id: 'single', title: 'One server', toml: `system = "single"\n${idle(2)}`, begin: {} },
];

const SYSTEMS: Readonly<Record<string, string>> = { raft: 'Raft', multipaxos: 'MultiPaxos' };

/** All starts: systems without bugs, and one for each bug of the catalogues, with the bounds in which it is found. */
export const START_GROUPS: readonly StartGroup[] = [
  { title: 'No bug', starts: SOUND },
  ...Object.entries(SYSTEMS).map(([system, title]) => ({
    title: `${title} with a bug`,
    starts: BUG_SEARCHES.filter((one) => one.system === system).map((one): Start => {
      const why = one.never ?? one.why;
      return {
        id: `${system}/${one.bug}`,
        title: titleOf(system, one.bug),
        toml: one.toml.replace('BUGS', `["${one.bug}"]`),
        begin: { options: one.options, way: one.walk === undefined ? 'all' : 'walks' },
        ...(why !== undefined && { why }),
      };
    }),
  })),
];

/** The title of a bug's example, such as "A voter does not compare logs". */
function titleOf(system: string, bug: string): string {
  const title = BUG_EXAMPLES.find((one) => one.system === system && one.bug === bug)?.title ?? bug;
  const words = title.replace(/^Bug: /, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The start named in an address, or else the first. */
export function startNamed(id: string): Start {
  const all = START_GROUPS.flatMap(({ starts }) => starts);
  return all.find((start) => start.id === id) ?? itemAt(all, 0);
}
