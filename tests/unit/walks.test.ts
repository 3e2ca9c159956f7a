import { describe, expect, it } from 'vitest';
import { withActs } from '../../src/lib/explore/explore';
import { Walks, type WalkOptions } from '../../src/lib/explore/walks';
import { checkSafety, minimise, parseScenario, play } from '../../src/lib/index';
import { subjectOf } from '../../src/lib/scenario/explore';

function subject(bugs: string) {
  const parsed = parseScenario(
    `num_nodes = 3\nnum_clients = 1\nrequests_per_client = 1\n[raft]\nbugs = ${bugs}\n`,
  );
  if (!parsed.ok) throw new Error(parsed.errors[0]?.message);
  return subjectOf(parsed.scenario);
}

const OPTIONS: WalkOptions = {
  goal: { violation: 'any' },
  acts: { timeout: 3, crash: 1, restart: 1, drop: 1, duplicate: 1 },
  ...{ seed: 1, length: 60, rough: 0.2 },
};

function walked(bugs: string, most: number, options = OPTIONS) {
  const from = subject(bugs);
  const walks = new Walks(from.system, from.worlds, options);
  walks.run(most);
  return { from, walks };
}

describe('random walks', () => {
  it('find what a bug breaks, as a run that can be played and made short', () => {
    const { from, walks } = walked('["count-denials"]', 100_000);
    const found = withActs(from, walks.moves, walks.found ?? []);
    const { failure, worlds } = play(found);
    expect(failure).toBe(undefined);
    const [first] = checkSafety(worlds);
    expect(first?.step).toBe(worlds.length - 1);
    const least = minimise(found, { violation: first?.invariant ?? '' });
    expect(play(least).worlds.length).toBeLessThanOrEqual(worlds.length);
  });

  it('find nothing without a bug', () => {
    const { walks } = walked('[]', 20_000);
    expect(walks.found).toBe(null);
    expect(walks.acts).toBeGreaterThan(19_000);
    expect(walks.walks).toBeGreaterThan(300);
  });

  it('go the same way again with the same seed, and another with another', () => {
    const path = (seed: number) => {
      const { walks } = walked('["count-denials"]', 100_000, { ...OPTIONS, seed });
      return [walks.walks, walks.acts, walks.found];
    };
    expect(path(5)).toEqual(path(5));
    expect(path(5)).not.toEqual(path(6));
  });

  it('do no act more often than they may, and tell which rules fired', () => {
    const { walks } = walked('[]', 20_000, { ...OPTIONS, acts: { timeout: 1 } });
    expect(Object.keys(walks.done).sort()).toEqual(['deliver', 'timeout']);
    expect(walks.done['timeout']).toBeLessThanOrEqual(walks.walks);
    expect(walks.fired().has('candidate-start')).toBe(true);
  });
});
