import { describe, expect, it } from 'vitest';
import type { ExploreOptions } from '../../src/lib/explore/options';
import {
  checkSafety,
  explore,
  formatScenario,
  parseScenario,
  play,
  type Scenario,
  type World,
} from '../../src/lib/index';
import { unmet } from '../../src/lib/sim/expect';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { naiveSearch } from './naive-search';

function read(toml: string): Scenario {
  const parsed = parseScenario(toml);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
  return parsed.scenario;
}

const put = 'id = "c1"\nrequests = [{ op = "put", key = "a", value = "1" }]';
const alone = 'num_nodes = 3\nnum_clients = 0\n';
const asking = `num_nodes = 3\nnum_clients = 1\n[[client]]\n${put}\n`;
const never = { reach: [{ node: 'n1', term: 99 }] };

/** Small models and their sizes: worlds, worlds generated, and the acts of the longest shortest path. */
const MODELS: readonly [string, string, ExploreOptions, [number, number, number]][] = [
  ['an election', alone, { goal: never }, [50, 105, 9]],
  ['an election, drops', alone, { goal: never, acts: { drop: 2 } }, [190, 498, 9]],
  ['two elections', alone, { goal: never, acts: { timeout: 1 }, maxTerm: 2, depth: 7 }, [1489, 2955, 7]],
  ['a put', 'num_nodes = 2\nnum_clients = 1\n[[client]]\n' + put, { goal: never }, [24, 38, 10]],
  ['a put to three', asking, { goal: never, depth: 8 }, [348, 775, 8]],
  ['crashes', alone, { goal: never, acts: { crash: 1, restart: 1 }, depth: 6 }, [180, 341, 6]],
  [
    'requests, duplicates and a cut',
    'num_nodes = 2\nnum_clients = 2\nrequests_per_client = 0',
    {
      goal: never,
      depth: 5,
      acts: { duplicate: 1, heal: 1, retry: 1 },
      requests: [
        { client: 'c1', op: 'put', key: 'a', value: '1' },
        { client: 'c2', op: 'get', key: 'a' },
      ],
      partitions: [[['n1'], ['n2']]],
    },
    [2728, 6281, 5],
  ],
  [
    'one server',
    'system = "single"\nnum_clients = 2\nrequests_per_client = 2',
    { goal: { reach: [{ node: 's1', alive: false }] } },
    [42, 56, 8],
  ],
  [
    'gossip',
    'system = "gossip"\nnum_nodes = 3\nnum_clients = 1\nrequests_per_client = 1',
    { goal: { reach: [{ node: 'g1', alive: false }] }, acts: { heartbeat: 2 }, depth: 5 },
    [226, 536, 5],
  ],
  [
    'MultiPaxos',
    'system = "multipaxos"\nnum_clients = 1\nrequests_per_client = 1\n[multipaxos]\nnum_replicas = 1',
    { goal: { reach: [{ node: 'a1', alive: false }] }, acts: { timeout: 1 }, depth: 6 },
    [1011, 2683, 6],
  ],
];

describe('a search', () => {
  it.each(MODELS)('meets the worlds that a naive one meets: %s', (_name, toml, options, pinned) => {
    const scenario = read(toml);
    const { states, generated, depth, found } = explore(scenario, options);
    const naive = naiveSearch(scenario, options);
    expect({ states, generated, depth }).toEqual({
      states: naive.states,
      generated: naive.generated,
      depth: naive.depth,
    });
    expect([states, generated, depth]).toEqual(pinned);
    expect(found).toBe(null);
  });
});

const broken = (worlds: readonly World[]) => checkSafety(worlds).map(({ invariant }) => invariant);
const asks = [{ client: 'c1', op: 'put', key: 'a', value: '1' }] as const;
const idle = 'num_nodes = 3\nnum_clients = 1\nrequests_per_client = 0\n';

/** Goals, and the length of the shortest path to each. */
const FINDS: readonly [string, string, ExploreOptions, number][] = [
  ['a leader', alone, { goal: { reach: [{ node: 'n1', role: 'leader' }] } }, 3],
  ['what is so already', alone, { goal: { reach: [{ node: 'n1', alive: true }] } }, 0],
  [
    'two leaders',
    alone,
    {
      goal: {
        reach: [
          { node: 'n1', role: 'leader' },
          { node: 'n3', role: 'leader' },
        ],
      },
      acts: { timeout: 1 },
      maxTerm: 2,
    },
    6,
  ],
  [
    'an answer to a client',
    idle,
    { goal: { reach: [{ client: 'c1', reply: 'ok' }] }, requests: asks, maxTerm: 1 },
    8,
  ],
  [
    'a promise broken, any',
    `${idle}[raft]\nbugs = ["vote-twice"]`,
    { goal: { violation: 'any' }, acts: { timeout: 1 } },
    3,
  ],
  [
    'a promise broken, by name',
    `${idle}[raft]\nbugs = ["vote-twice"]`,
    { goal: { violation: 'election-safety' }, acts: { timeout: 1 } },
    6,
  ],
  [
    'a vote that a crash takes',
    `${idle}[raft]\nbugs = ["vote-not-persisted"]`,
    { goal: { violation: 'persistence' }, acts: { crash: 1 } },
    2,
  ],
  [
    'what a client must not be told',
    'num_nodes = 3\nnum_clients = 2\nrequests_per_client = 0\n[raft]\nbugs = ["reply-before-commit"]',
    { goal: { violation: 'any' }, acts: { timeout: 1 }, requests: asks, maxTerm: 2 },
    5,
  ],
  [
    'a slot of MultiPaxos',
    'system = "multipaxos"\nnum_clients = 1\nrequests_per_client = 1',
    { goal: { reach: [{ node: 'r1', last_applied: 1 }] } },
    10,
  ],
];

describe('what is found', () => {
  it.each(FINDS)('is the shortest way to %s', (_name, toml, options, length) => {
    const scenario = read(toml);
    const result = explore(scenario, options);
    const found = result.found as Scenario;
    expect(result).toMatchObject({ length, stoppedBy: 'found', complete: false });
    expect(found.steps).toHaveLength(length);
    const run = play(found);
    expect(run.failure).toBe(undefined);
    const { goal } = options;
    if ('reach' in goal) {
      const last = run.worlds.at(-1) as World;
      for (const one of goal.reach) expect(unmet(systemOf(scenario.setup), last, one)).toBe(null);
    } else {
      const earlier = broken(run.worlds.slice(0, -1));
      expect(goal.violation === 'any' ? earlier : earlier.filter((name) => name === goal.violation)).toEqual(
        [],
      );
      expect(broken(run.worlds).length).toBeGreaterThan(0);
      if (goal.violation !== 'any') expect(broken(run.worlds)).toContain(goal.violation);
    }
    expect(parseScenario(formatScenario(found))).toEqual({ ok: true, scenario: found });
    expect(explore(scenario, { ...options, reduce: true })).toMatchObject({ length, stoppedBy: 'found' });
    if (result.states < 3000) expect(naiveSearch(scenario, options).length).toBe(length);
  });

  it('goes on from where the scenario’s steps end', () => {
    const scenario = read(`${alone}[[step]]\naction = "deliver"\nnote = "n1 stands"`);
    const { found, length } = explore(scenario, { goal: { reach: [{ node: 'n1', role: 'leader' }] } });
    expect(length).toBe(2);
    expect(found?.steps[0]).toEqual(scenario.steps[0]);
    expect(play(found as Scenario).failure).toBe(undefined);
  });

  it('finds nothing without a bug, in bounds that are searched completely', () => {
    const options = {
      goal: { violation: 'any' },
      acts: { timeout: 1, crash: 1, restart: 1 },
      maxTerm: 2,
      depth: 9,
    };
    expect(explore(read(alone), options)).toMatchObject({
      found: null,
      length: null,
      stoppedBy: 'depth',
      depth: 9,
    });
    expect(explore(read(alone), { goal: { violation: 'any' } })).toMatchObject({
      found: null,
      complete: true,
    });
  });
});

describe('a bound', () => {
  it('stops a search, which says which one did', () => {
    const scenario = read(asking);
    expect(explore(scenario, { goal: never, depth: 3 })).toMatchObject({ stoppedBy: 'depth', depth: 3 });
    expect(explore(scenario, { goal: never, states: 100 })).toMatchObject({
      stoppedBy: 'states',
      states: 100,
    });
    expect(explore(scenario, { goal: never, seconds: 0 })).toMatchObject({
      stoppedBy: 'seconds',
      complete: false,
    });
    expect(explore(scenario, { goal: never, megabytes: 0 })).toMatchObject({ stoppedBy: 'memory' });
  });

  it('on logs and terms keeps out what is beyond', () => {
    const entries = { goal: { reach: [{ node: 'n1', log: [1] }] }, requests: asks };
    expect(explore(read(idle), { ...entries, maxLog: 0, depth: 9 }).found).toBe(null);
    expect(explore(read(idle), { ...entries, maxLog: 1 }).length).toBe(5);
    expect(
      explore(read(alone), { goal: { reach: [{ node: 'n1', role: 'leader' }] }, maxTerm: 0 }).complete,
    ).toBe(true);
  });

  it('of a scenario that cannot be played, or a goal that asks of nobody, is a mistake that is told', () => {
    const unplayable = read(`${alone}[[step]]\naction = "restart"\nnode = "n1"`);
    expect(() => explore(unplayable, { goal: never })).toThrow('n1 is up');
    expect(() => explore(read(alone), { goal: { reach: [{ node: 'n9', term: 1 }] } })).toThrow(
      'there is no node n9',
    );
  });
});
