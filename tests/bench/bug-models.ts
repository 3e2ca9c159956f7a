/** For every bug of the catalogues a small ordinary set-up and bounds in which a search finds what it breaks. */
import type { ExploreOptions } from '../../src/lib/explore/options';
import { BUGS as paxosBugs } from '../../src/lib/systems/multipaxos/bug-texts';
import { BUG_NAMES } from '../../src/lib/systems/raft/bugs';

export interface BugModel {
  readonly system: 'raft' | 'multipaxos';
  readonly bug: string;
  /** The scenario without its bug, to be named in place of `BUGS`. */
  readonly toml: string;
  readonly options: Omit<ExploreOptions, 'goal'>;
  /** Too deep for a search of all runs: random walks of so many acts find it. */
  readonly walk?: number;
  /** Why it is not found in these bounds, nor in any. */
  readonly never?: string;
}

const put = [{ client: 'c1', op: 'put', key: 'a', value: '1' }] as const;
const idle = 'requests_per_client = 0\n';
const three = `num_nodes = 3\nnum_clients = 0\n[raft]\nbugs = BUGS\n`;
/** Each new leader appends an entry of its own, so that logs grow without clients. */
const noop = `${three}leader_noop = true\n`;
const asked = `num_nodes = 3\nnum_clients = 1\n${idle}[raft]\nbugs = BUGS\n`;

type Bounds = Omit<BugModel, 'system' | 'bug'>;
const model = (toml: string, options: BugModel['options'], more: Partial<Bounds> = {}): Bounds => ({
  toml,
  options: { reduce: true, ...options },
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
    { walk: 100 },
  ),
  'vote-twice': model(three, { acts: { timeout: 1 } }),
  'vote-not-persisted': model(three, { acts: { crash: 1 } }),
  'term-not-persisted': model(three, { acts: { crash: 1 } }),
  'log-not-persisted': model(noop, { acts: { crash: 1 } }),
  'quorum-of-half': model(three, { acts: { timeout: 1 } }),
  'count-same-voter-twice': model(three.replace('3', '5'), {
    acts: { timeout: 1, duplicate: 1 },
    maxTerm: 1,
  }),
  'count-old-votes': model(three, { acts: { timeout: 3 }, maxTerm: 2 }),
  'count-denials': model(three, { acts: { timeout: 1 } }),
  'no-step-down': model(three, { acts: { timeout: 1 } }),
  'commit-any-term': model(
    'num_nodes = 3\nnum_clients = 2\nrequests_per_client = 3\nkeys = ["a"]\n[raft]\nbugs = BUGS\n',
    { acts: { timeout: 99, heartbeat: 99, crash: 99, restart: 99, drop: 99, duplicate: 99, retry: 99 } },
    { walk: 100 },
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
  'local-reads': model(asked.replace('clients = 1', 'clients = 2'), {
    acts: { timeout: 1 },
    requests: [...put, { client: 'c2', op: 'get', key: 'a' }],
    maxTerm: 2,
  }),
  'apply-twice': model(asked, { acts: { crash: 1, restart: 1 }, requests: put, maxTerm: 1 }),
  'retry-runs-twice': model(
    `num_nodes = 3\nnum_clients = 1\n${idle}[raft]\nbugs = BUGS\nclient_sessions = true\nleader_noop = true\n`,
    { acts: { timeout: 9, retry: 9, duplicate: 9, drop: 9 }, requests: put },
    { walk: 100 },
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

export const BUG_MODELS: readonly BugModel[] = [
  ...BUG_NAMES.map((bug): BugModel => ({ system: 'raft', bug, ...RAFT[bug] })),
  ...paxosBugs.map(({ name: bug }): BugModel => ({ system: 'multipaxos', bug, ...(PAXOS[bug] as Bounds) })),
];
