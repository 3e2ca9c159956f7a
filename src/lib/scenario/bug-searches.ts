/**
 * For every bug of the catalogues: a small ordinary set-up (no `[[node]]`, no `[[message]]`), and bounds in which a search finds what
 * it breaks. `npm run bench:search -- bugs` tries them all.
 */
import { required } from '../protocol/known';
import type { ExploreOptions } from '../explore/options';
import { BUGS as paxosBugs } from '../systems/multipaxos/bug-texts';
import { BUG_NAMES } from '../systems/raft/bugs';

interface BugSearch {
  readonly system: 'raft' | 'multipaxos';
  readonly bug: string;
  /** The scenario with `BUGS` in place of the names of bugs. */
  readonly toml: string;
  readonly options: Omit<ExploreOptions, 'goal'>;
  /** Too deep for an exhaustive search: random walks of this many acts find it. */
  readonly walk?: number;
  /** Why it needs more than a few timeouts and one request. */
  readonly why?: string;
  /** Why no search finds it, in these bounds or any others. */
  readonly never?: string;
}

const put = [{ client: 'c1', op: 'put', key: 'a', value: '1' }] as const;
const idle = 'requests_per_client = 0\n';
const three = `num_nodes = 3\nnum_clients = 0\n[raft]\nbugs = BUGS\n`;
/** Each new leader appends an entry of its own, so logs grow without clients. */
const noop = `${three}leader_noop = true\n`;
const asked = `num_nodes = 3\nnum_clients = 1\n${idle}[raft]\nbugs = BUGS\n`;

/** n1 and then n3 have led, and each has appended an entry at index 1 that no other node has. */
const RIVALS = `num_nodes = 3
num_clients = 2
requests_per_client = 0
[raft]
bugs = BUGS
${[
  'action = "settle"',
  'action = "request"\nclient = "c1"\nop = "put"\nkey = "a"\nvalue = "1"\nto = "n1"',
  'action = "deliver"\nmessage = "ClientPut"',
  'action = "drop"\nmessage = "AppendEntries"\nto = "n2"',
  'action = "drop"\nmessage = "AppendEntries"\nto = "n3"',
  'action = "timeout"\nnode = "n3"',
  'action = "deliver"\nmessage = "RequestVote"\nto = "n1"',
  'action = "deliver"\nmessage = "RequestVote"\nto = "n2"',
  'action = "deliver"\nmessage = "VoteResponse"\nfrom = "n2"',
  'action = "request"\nclient = "c2"\nop = "put"\nkey = "a"\nvalue = "2"\nto = "n3"',
  'action = "deliver"\nmessage = "ClientPut"',
]
  .map((step) => `[[step]]\n${step}\n`)
  .join('')}`;

type Bounds = Omit<BugSearch, 'system' | 'bug'>;
const model = (toml: string, options: BugSearch['options'], more: Partial<Bounds> = {}): Bounds => ({
  toml,
  options: { reduce: true, symmetry: true, ...options },
  ...more,
});

const LOGS = model(noop, { acts: { timeout: 1 }, maxTerm: 2 });
const UNREACHABLE =
  'An AppendEntries carries all that its leader has, so leaderCommit is never beyond what the message proves; only messages given by [[message]] tell.';

const RAFT: Readonly<Record<(typeof BUG_NAMES)[number], Bounds>> = {
  'vote-ignores-log': LOGS,
  'vote-longest-log': model(
    `num_nodes = 3\nnum_clients = 2\nrequests_per_client = 3\n[raft]\nbugs = BUGS\n`,
    { acts: { timeout: 9, heartbeat: 9 } },
    {
      walk: 100,
      why: 'Two logs must grow apart and one of them be longer but older: some 25 acts, too deep for a search of all runs.',
    },
  ),
  'vote-twice': model(three, { acts: { timeout: 1 } }),
  'vote-not-persisted': model(three, { acts: { crash: 1 } }),
  'term-not-persisted': model(three, { acts: { crash: 1 } }),
  'log-not-persisted': model(noop, { acts: { crash: 1 } }),
  'quorum-of-half': model(three, { acts: { timeout: 1 } }),
  'count-same-voter-twice': model(
    three.replace('3', '5'),
    {
      acts: { timeout: 1, duplicate: 1 },
      maxTerm: 1,
    },
    {
      why: 'With three nodes one vote beside its own is a majority: it takes five for a repeated vote to decide.',
    },
  ),
  'count-old-votes': model(three, { acts: { timeout: 3 }, maxTerm: 2 }),
  'count-denials': model(three, { acts: { timeout: 1 } }),
  'no-step-down': model(three, { acts: { timeout: 1 } }),
  'commit-any-term': model(
    RIVALS,
    { acts: { timeout: 2 }, maxTerm: 4 },
    {
      why: 'Figure 8 takes four leaders and two entries: 25 acts. The set-up does those up to the second entry.',
    },
  ),
  'commit-beyond-match': model(
    noop,
    { acts: { timeout: 1, heartbeat: 1 }, maxTerm: 2 },
    { never: UNREACHABLE },
  ),
  'commit-unbounded': model(noop, { acts: { timeout: 1, heartbeat: 1 }, maxTerm: 2 }, { never: UNREACHABLE }),
  'no-prev-check': LOGS,
  'prev-index-only': model(noop, { acts: { timeout: 2 }, maxTerm: 3 }),
  'truncate-always': model(`${asked}leader_noop = true\n`, { requests: put, maxTerm: 1 }),
  'never-truncate': LOGS,
  'ack-own-length': model(asked, { acts: { timeout: 1 }, requests: put, maxTerm: 2 }),
  'match-assumed': model(asked, { requests: put, maxTerm: 1 }),
  'match-goes-back': model(`${asked}replication = "pipelined"\n`, { requests: put, maxTerm: 1 }),
  'accept-old-term': LOGS,
  'notification-unchecked': LOGS,
  'reply-before-commit': model(asked, { acts: { timeout: 1 }, requests: put }),
  'local-reads': model(
    asked.replace('clients = 1', 'clients = 2'),
    {
      acts: { timeout: 1 },
      requests: [...put, { client: 'c2', op: 'get', key: 'a' }],
      maxTerm: 2,
    },
    { why: 'It takes two clients: one whose put is answered by the new leader, one who reads from the old.' },
  ),
  'apply-twice': model(asked, { acts: { crash: 1, restart: 1 }, requests: put, maxTerm: 1 }),
  'retry-runs-twice': model(
    `num_nodes = 3\nnum_clients = 1\n${idle}[raft]\nbugs = BUGS\nclient_sessions = true\nleader_noop = true\n`,
    { acts: { timeout: 9, retry: 9, duplicate: 9, drop: 9 }, requests: put },
    {
      walk: 100,
      why: 'A request must be done, given up, sent again and done again: some 28 acts, too deep for a search of all runs.',
    },
  ),
};

const twoClients = 'num_clients = 2\nrequests_per_client = 0\n';
const paxos = `system = "multipaxos"\n${twoClients}[multipaxos]\nnum_replicas = 1\nbugs = BUGS\n`;
const twoPuts = [...put, { client: 'c2', op: 'put', key: 'a', value: '2' }] as const;

const PAXOS: Readonly<Record<string, Bounds>> = {
  'ignore-accepted': model(paxos, { acts: { timeout: 1 }, requests: twoPuts }),
  'forget-promise': model(paxos, { acts: { crash: 1 } }),
  'accept-below-promise': model(paxos, { acts: { timeout: 1 }, requests: put }),
  'quorum-of-half': model(paxos, { requests: put }),
  'apply-over-gap': model(paxos, { requests: twoPuts }),
};

export const BUG_SEARCHES: readonly BugSearch[] = [
  ...BUG_NAMES.map((bug): BugSearch => ({ system: 'raft', bug, ...RAFT[bug] })),
  ...paxosBugs.map(({ name: bug }): BugSearch => ({
    system: 'multipaxos',
    bug,
    ...required(PAXOS[bug], 'its bounds'),
  })),
];
