import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSafety } from '../../src/lib/scenario/run';
import { inspect, parseScenario, play, type Run, type Scenario } from '../../src/lib/index';

// The figures of the Raft paper that show logs, played from the files in the menu.

function read(file: string): Scenario {
  const parsed = parseScenario(readFileSync(`static/examples/${file}`, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.scenario;
}

/** Without what the steps expect, and with bugs on. */
function withBugs({ setup, steps }: Scenario, bugs: readonly string[]): Scenario {
  const options = { ...setup.options, raft: { ...setup.options['raft'], bugs } };
  return { setup: { ...setup, options }, steps: steps.filter(({ action }) => action !== 'expect') };
}

const logs = ({ worlds }: Run) => {
  const world = worlds.at(-1);
  if (!world) throw new Error('the run has no worlds');
  const nodes = inspect(world).nodes as unknown as { id: string; log: { term: number }[] }[];
  return Object.fromEntries(nodes.map(({ id, log }) => [id, log.map(({ term }) => term).join(' ')]));
};

const all = (count: number, log: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i + 1}`, log]));

const started = (scenario: Scenario) => logs(play({ ...scenario, steps: [] }));

describe('Figure 7', () => {
  const scenario = read('figure-7.toml');

  it('begins with the logs of the paper', () => {
    expect(started(scenario)).toEqual({
      n1: '1 1 1 4 4 5 5 6 6 6',
      n2: '1 1 1 4 4 5 5 6 6',
      n3: '1 1 1 4',
      n4: '1 1 1 4 4 5 5 6 6 6 6',
      n5: '1 1 1 4 4 5 5 6 6 6 7 7',
      n6: '1 1 1 4 4 4 4',
      n7: '1 1 1 2 2 2 3 3 3 3 3',
    });
  });

  it('ends with every follower’s log like the leader’s, and no promise broken', () => {
    const run = play(scenario);
    expect(run.failure).toBeUndefined();
    expect(logs(run)).toEqual(all(7, '1 1 1 4 4 5 5 6 6 6 8'));
    expect(checkSafety(run.worlds)).toEqual([]);
  });

  it.each([
    ['n2', 1],
    ['n3', 6],
    ['n4', 0],
    ['n5', 0],
    ['n6', 5],
    ['n7', 7],
  ])('the leader steps back for %s %i times', (follower, times) => {
    const events = play(scenario).events.flat();
    const back = events.filter((event) => event.type === 'next-stepped-back' && 'follower' in event);
    expect(back.filter((event) => (event as { follower?: unknown }).follower === follower)).toHaveLength(
      times,
    );
  });
});

describe('Figure 8', () => {
  const overwritten = read('figure-8.toml');
  const committed = read('figure-8-rule.toml');

  /** The logs when a part of the figure begins: before the step with its note. `end`: after the last crash of n1. */
  const before = (scenario: Scenario, part: '(b)' | '(c)' | '(d)' | '(e)' | 'end') => {
    const { steps } = scenario;
    const crash = steps.findLastIndex((step) => step.action === 'crash' && step.node === 'n1');
    const at = part === 'end' ? crash : steps.findIndex(({ note }) => note?.startsWith(part));
    return logs(play({ ...scenario, steps: steps.slice(0, at) }));
  };

  it.each([
    ['a', before(overwritten, '(b)'), ['1 2', '1 2', '1', '1', '1']],
    ['b', before(overwritten, '(c)'), ['1 2', '1 2', '1', '1', '1 3']],
    ['c', before(overwritten, '(d)'), ['1 2 4', '1 2', '1 2', '1', '1 3']],
    ['c, with the rule', before(committed, '(e)'), ['1 2 4', '1 2', '1 2', '1', '1 3']],
    ['d', logs(play(overwritten)), ['1 3', '1 3', '1 3', '1 3', '1 3']],
    ['e', before(committed, 'end'), ['1 2 4', '1 2 4', '1 2 4', '1', '1 3']],
  ])('(%s) shows the logs of the paper', (_part, found, expected) => {
    expect(Object.values(found)).toEqual(expected);
  });

  it('(d): an entry of an older term on a majority is overwritten, and no promise is broken', () => {
    const run = play(overwritten);
    expect(run.failure).toBeUndefined();
    expect(logs(run)).toEqual(all(5, '1 3'));
    expect(checkSafety(run.worlds)).toEqual([]);
  });

  it('(e): an entry of the leader’s own term commits the older one with it', () => {
    const run = play(committed);
    expect(run.failure).toBeUndefined();
    expect(logs(run)).toEqual(all(5, '1 2 4'));
    expect(checkSafety(run.worlds)).toEqual([]);
  });

  it('without the rule a committed entry is overwritten: `commit-any-term`', () => {
    const run = play(withBugs(overwritten, ['commit-any-term']));
    expect(run.failure).toBeUndefined();
    expect(logs(run)).toEqual(all(5, '1 3'));
    const found = checkSafety(run.worlds);
    const broken = found.map(({ invariant }) => invariant);
    expect(broken).toContain('leader-completeness');
    expect(broken).toContain('commit-durable');
    expect(broken).toContain('state-machine-safety');
    const [first] = found;
    const elected = run.events.findIndex((events) =>
      events.some((event) => event.type === 'election-won' && (event as { term?: unknown }).term === 5),
    );
    expect(first).toMatchObject({ invariant: 'leader-completeness', step: elected });
  });

  it('the same actions without the bug keep every promise, and (e) does with it', () => {
    expect(checkSafety(play(withBugs(overwritten, [])).worlds)).toEqual([]);
    expect(checkSafety(play(withBugs(committed, ['commit-any-term'])).worlds)).toEqual([]);
  });
});
