// Symmetry over the names of nodes: when it may be used, and that a search with it finds the same.
import { describe, expect, it } from 'vitest';
import { asked } from '../../src/lib/explore/goal';
import type { ExploreOptions } from '../../src/lib/explore/options';
import { renamingsOf, type Renaming } from '../../src/lib/explore/symmetry';
import { explore, parseScenario, type Scenario } from '../../src/lib/index';
import { subjectOf } from '../../src/lib/scenario/explore';
import { naiveSearch } from './naive-search';

function read(toml: string): Scenario {
  const parsed = parseScenario(toml);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
  return parsed.scenario;
}

function renamings(toml: string, options: ExploreOptions): Renaming[] {
  const { system, worlds } = subjectOf(read(toml));
  const memory = asked(system, options.goal).begin(worlds);
  return renamingsOf(system, worlds.at(-1)!, memory, { symmetry: true, ...options });
}

/** The nodes that the renamings move. */
const moved = (all: readonly Renaming[]) => [
  ...new Set(all.flatMap((one) => [...one].flatMap(([a, b]) => (a === b ? [] : [a])))),
];

const any = { violation: 'any' };
const three = 'num_nodes = 3\nnum_clients = 0\n';
const waiting = `${three}[raft]\nauto_start = false\n`;
const put = [{ client: 'c1', op: 'put', key: 'a', value: '1' }] as const;

/** A set-up, what is searched, and the nodes that can swap names. */
const ALIKE: readonly [string, string, ExploreOptions, readonly string[]][] = [
  ['all, if nothing tells them apart', waiting, { goal: { reach: [] } }, ['n1', 'n2', 'n3']],
  ['not the one that is asked to start', three, { goal: any }, ['n2', 'n3']],
  ['not the one that the goal names', three, { goal: { reach: [{ node: 'n3', role: 'leader' }] } }, []],
  [
    'two that the goal names alike',
    waiting,
    { goal: { reach: ['n1', 'n3'].map((node) => ({ node, role: 'leader' })) } },
    ['n1', 'n3'],
  ],
  [
    'not two of which the goal asks different things',
    three,
    {
      goal: {
        reach: [
          { node: 'n2', term: 1 },
          { node: 'n3', term: 2 },
        ],
      },
    },
    [],
  ],
  [
    'not one that the goal names as a vote',
    three,
    { goal: { reach: [{ node: 'n1', voted_for: 'n2' }] } },
    [],
  ],
  ['not one that is cut off', three, { goal: any, partitions: [[['n1', 'n2'], ['n3']]] }, []],
  ['two on one side of a cut', three, { goal: any, partitions: [[['n1'], ['n3', 'n2']]] }, ['n2', 'n3']],
  [
    'not one with a state of its own',
    `${three}[[node]]\nid = "n2"\nterm = 3\n`,
    { goal: { reach: [] } },
    ['n1', 'n3'],
  ],
  [
    'not one with a message',
    `${three}[[message]]\nmessage = "StartElection"\nfrom = "main"\nto = "n2"\n`,
    { goal: any },
    [],
  ],
  [
    'not one whose name is a key',
    `num_nodes = 3\nnum_clients = 1\nrequests_per_client = 0\nkeys = ["n2"]`,
    { goal: any },
    [],
  ],
  [
    'not one whose name is asked for',
    `num_nodes = 3\nnum_clients = 1\nrequests_per_client = 0`,
    { goal: any, requests: [{ ...put[0], key: 'n3' }] },
    [],
  ],
  ['not one that has done something', `${three}[[step]]\naction = "timeout"\nnode = "n3"`, { goal: any }, []],
  ['not one that the checks have noted', waiting, { goal: any }, ['n2', 'n3']],
  ['acceptors', 'system = "multipaxos"\nnum_clients = 0', { goal: any }, ['a1', 'a2', 'a3']],
  ['four of seven', 'num_nodes = 7\nnum_clients = 0', { goal: any }, ['n2', 'n3', 'n4', 'n5']],
  ['nobody, where the system says of none', 'system = "gossip"\nnum_nodes = 3', { goal: any }, []],
];

describe('who can swap names', () => {
  it.each(ALIKE)('%s', (_name, toml, options, names) => {
    const all = renamings(toml, options);
    expect(moved(all).sort()).toEqual(names);
    expect(all).toHaveLength(names.reduce((product, _, i) => product * (i + 1), 1));
    expect([...(all[0] ?? [])].every(([a, b]) => a === b)).toBe(true);
  });

  it('is nobody unless symmetry is asked for', () => {
    expect(renamings(waiting, { goal: any, symmetry: false })).toEqual([new Map()]);
  });
});

const noop = (nodes: number, more = '') =>
  `num_nodes = ${nodes}\nnum_clients = 0\n[raft]\nleader_noop = true\n${more}`;
const asking = (nodes: number, more = '') =>
  `num_nodes = ${nodes}\nnum_clients = 1\nrequests_per_client = 1\n${more}`;

/** Models, and how many worlds there are without symmetry and with it. */
const MODELS: readonly [string, string, ExploreOptions, number, number][] = [
  ['three nodes', noop(3), { goal: any, acts: { timeout: 1 }, maxTerm: 2, depth: 7 }, 1895, 956],
  [
    'three nodes, all alike',
    noop(3, 'auto_start = false'),
    {
      goal: { reach: ['n1', 'n2', 'n3'].map((node) => ({ node, alive: false })) },
      acts: { timeout: 2 },
      depth: 6,
    },
    1126,
    195,
  ],
  ['four nodes', noop(4), { goal: any, acts: { timeout: 1 }, maxTerm: 2, depth: 6 }, 1607, 325],
  ['a put, crashes', asking(3), { goal: any, acts: { crash: 1, restart: 1 }, depth: 6 }, 285, 151],
  ['drops and duplicates', noop(3), { goal: any, acts: { drop: 1, duplicate: 1 }, depth: 5 }, 228, 122],
  [
    'acceptors',
    'system = "multipaxos"\nnum_clients = 1\nrequests_per_client = 1\n[multipaxos]\nnum_replicas = 1',
    { goal: any, acts: { timeout: 1 }, depth: 6 },
    1011,
    224,
  ],
];

describe('with symmetry a search', () => {
  it.each(MODELS)('meets one world of each kind: %s', (_name, toml, options, all, kinds) => {
    const scenario = read(toml);
    const off = explore(scenario, options);
    const on = explore(scenario, { ...options, symmetry: true });
    const naive = naiveSearch(scenario, options, renamings(toml, options));
    expect([off.states, on.states]).toEqual([all, kinds]);
    expect([on.states, on.generated, on.depth]).toEqual([naive.states, naive.generated, naive.depth]);
    expect([off.found, on.found]).toEqual([null, null]);
  });
});

const bug = (name: string, more = '') =>
  `num_nodes = 3\nnum_clients = 0\n[raft]\nbugs = ["${name}"]\n${more}`;
const leaders = (...nodes: string[]) => ({ reach: nodes.map((node) => ({ node, role: 'leader' })) });

/** Models in which the goal is reached. */
const FINDS: readonly [string, string, ExploreOptions][] = [
  ['n1 leads', three, { goal: leaders('n1') }],
  ['n2 leads', three, { goal: leaders('n2'), acts: { timeout: 1 } }],
  ['n3 leads', three, { goal: leaders('n3'), acts: { timeout: 1 } }],
  ['n3 leads, all wait', waiting, { goal: leaders('n3'), acts: { timeout: 1 } }],
  ['n2 and n3 lead', waiting, { goal: leaders('n2', 'n3'), acts: { timeout: 2 }, maxTerm: 2 }],
  ['n3 votes for n2', waiting, { goal: { reach: [{ node: 'n3', voted_for: 'n2' }] }, acts: { timeout: 1 } }],
  [
    'n3 alone in its part hears of the entry',
    noop(3),
    { goal: { reach: [{ node: 'n3', log: [1] }] }, partitions: [[['n1', 'n2'], ['n3']]], acts: { heal: 1 } },
  ],
  ['a client is answered', asking(3), { goal: { reach: [{ client: 'c1', reply: 'ok' }] } }],
  ['a vote is given twice', bug('vote-twice'), { goal: any, acts: { timeout: 1 } }],
  ['a vote is lost', bug('vote-not-persisted'), { goal: any, acts: { crash: 1 } }],
  [
    'a log that is behind wins',
    bug('vote-ignores-log', 'leader_noop = true'),
    { goal: any, acts: { timeout: 1 }, maxTerm: 2 },
  ],
  ['two lead', bug('count-denials'), { goal: { violation: 'election-safety' }, acts: { timeout: 1 } }],
  [
    'an acceptor forgets',
    'system = "multipaxos"\nnum_clients = 0\n[multipaxos]\nnum_replicas = 1\nbugs = ["forget-promise"]',
    { goal: any, acts: { crash: 1 } },
  ],
];

describe('with symmetry, what is found', () => {
  it.each(FINDS)('is as short as without, and a run with real names: %s', (_name, toml, options) => {
    const scenario = read(toml);
    const off = explore(scenario, options);
    const on = explore(scenario, { ...options, symmetry: true, reduce: true });
    expect(on.length).toBe(off.length);
    expect(on.states).toBeLessThanOrEqual(off.states);
    expect(on.stoppedBy).toBe('found');
    const { system, worlds } = subjectOf(on.found!);
    const goal = asked(system, options.goal);
    const memory = worlds
      .slice(1)
      .reduce((so, world, i) => so && goal.follow(so, worlds[i]!, world), goal.begin(worlds.slice(0, 1)));
    expect(goal.isReached(worlds.at(-1)!, memory)).toBe(true);
  });
});
