import { describe, expect, it } from 'vitest';
import { explore, parseScenario } from '../../src/lib/index';
import { BUG_SEARCHES } from '../../src/lib/scenario/bug-searches';
import { subjectOf } from '../../src/lib/scenario/explore';
import { goalWords, conditionsOf, expectationOf, fieldOf } from '../../src/lib/ui/panels/search/goal';
import { prospectOf } from '../../src/lib/ui/panels/search/prospect';
import { START_GROUPS, startNamed } from '../../src/lib/ui/app/search/starts';
import { detailsOf } from '../systems';

function prospect(toml: string) {
  const read = parseScenario(toml);
  if (!read.ok) throw new Error(read.errors[0]?.message);
  const { system, scenario, worlds } = subjectOf(read.scenario);
  const details = detailsOf(scenario.setup);
  const world = worlds.at(-1)!;
  return { system, details, world, scenario, shown: prospectOf(system, details, world, scenario) };
}

const THREE = 'num_nodes = 3\nnum_clients = 1\nrequests_per_client = 0\n';

describe('what can be searched', () => {
  it('is told as plain JSON: nodes that can lead, fields with their values', () => {
    const { shown } = prospect(THREE);
    expect(structuredClone(shown)).toEqual(shown);
    expect(shown.leads).toEqual({ n1: 'leader', n2: 'leader', n3: 'leader' });
    expect(fieldOf(shown, { who: 'n1', field: 'role', value: '' })?.choices).toEqual([
      'follower',
      'candidate',
      'leader',
    ]);
    expect(fieldOf(shown, { who: 'n1', field: 'voted_for', value: '' })?.choices).toEqual([
      '',
      'n1',
      'n2',
      'n3',
    ]);
    expect(prospect('system = "multipaxos"\n').shown.leads).toEqual({ l1: 'leading', l2: 'leading' });
    expect(prospect('system = "gossip"\n').shown.leads).toEqual({});
  });
});

describe('a goal in conditions', () => {
  it.each([
    [{ who: 'n1', field: 'role', value: 'leader' }, { node: 'n1', role: 'leader' }, 'n1 is leader'],
    [{ who: 'n2', field: 'log', value: '1 1 2' }, { node: 'n2', log: [1, 1, 2] }, 'n2 has log 1 1 2'],
    [{ who: 'n2', field: 'term', value: '3' }, { node: 'n2', term: 3 }, 'n2 has term 3'],
    [{ who: 'n2', field: 'store', value: 'a=1' }, { node: 'n2', store: { a: '1' } }, 'n2 has store a=1'],
    [{ who: 'n3', field: 'alive', value: 'false' }, { node: 'n3', alive: false }, 'n3 has alive false'],
    [
      { who: 'c1', field: 'reply', value: 'not leader' },
      { client: 'c1', reply: 'not leader' },
      'c1 is told “not leader”',
    ],
  ] as const)('%o', (condition, expectation, words) => {
    const { shown } = prospect(THREE);
    expect(expectationOf(shown, condition)).toEqual(expectation);
    expect(conditionsOf({ reach: [expectation] })).toEqual([condition]);
    expect(goalWords(shown, { reach: [expectation] })).toBe(words);
  });

  it('says what would be accepted', () => {
    const { shown } = prospect(THREE);
    expect(expectationOf(shown, { who: 'n1', field: 'term', value: 'two' })).toBe(
      'n1, term: a whole number is expected, “two” is none',
    );
  });
});

describe('what a search can begin with', () => {
  const starts = START_GROUPS.flatMap(({ starts }) => starts);

  it('is a scenario of its own for every bug, and for systems without', () => {
    expect(starts.length).toBe(BUG_SEARCHES.length + 3);
    expect(new Set(starts.map(({ id }) => id)).size).toBe(starts.length);
    expect(new Set(starts.map(({ title }) => title)).size).toBeGreaterThan(starts.length - 2);
    for (const { toml } of starts) {
      const read = parseScenario(toml);
      expect(read.ok, toml).toBe(true);
      if (read.ok) expect([read.scenario.setup.nodes, read.scenario.setup.messages]).toEqual([[], []]);
    }
  });

  it('is found by its name in an address', () => {
    expect(startNamed('raft/vote-twice').title).toBe('A voter forgets whom it voted for');
    expect(startNamed('nonsense').id).toBe('raft');
  });

  // The larger ones are for `npm run bench:search`.
  it.each(
    BUG_SEARCHES.filter(
      ({ walk, never, options }) =>
        walk === undefined && !never && options.requests === undefined && (options.acts?.timeout ?? 0) < 2,
    ).map((one) => [one.bug, one] as const),
  )(
    'of %s is what breaks a promise, and without the bug nothing is found as deep',
    (_bug, { toml, options, bug }) => {
      const searched = (bugs: string, depth?: number) => {
        const read = parseScenario(toml.replace('BUGS', bugs));
        if (!read.ok) throw new Error(read.errors[0]?.message);
        return explore(read.scenario, { goal: { violation: 'any' }, ...options, ...(depth && { depth }) });
      };
      const { length } = searched(`["${bug}"]`, 10);
      expect(length).not.toBeNull();
      if (length !== null && length < 9) expect(searched('[]', length).found).toBeNull();
    },
  );
});
