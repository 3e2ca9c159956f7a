// What a why-not question asks for, as a goal of a search.
import { describe, expect, it } from 'vitest';
import { explore, parseScenario } from '../../src/lib/index';
import { goalOf } from '../../src/lib/explain/question-goal';
import { subjectOf } from '../../src/lib/scenario/explore';
import type { Expectation } from '../../src/lib/sim/action';
import type { Subject } from '../../src/lib/protocol/lack';
import { detailsOf } from '../systems';

function prospect(toml: string) {
  const read = parseScenario(toml);
  if (!read.ok) throw new Error(read.errors[0]?.message);
  const { system, scenario, worlds } = subjectOf(read.scenario);
  return { system, details: detailsOf(scenario.setup), world: worlds.at(-1)! };
}

const THREE = 'num_nodes = 3\nnum_clients = 1\nrequests_per_client = 0\n';

describe('a why-not question as a goal', () => {
  const { system, details, world } = prospect(`${THREE}[[step]]\naction = "settle"\n`);

  it.each<[Subject, readonly Expectation[]]>([
    [{ kind: 'lead', node: 'n2' }, [{ node: 'n2', role: 'leader' }]],
    [{ kind: 'vote', node: 'n2', by: 'n3' }, [{ node: 'n3', voted_for: 'n2' }]],
  ])('%o can be reached', (about, goal) => {
    expect(goalOf(system, details, world, about)).toEqual(goal);
    const read = parseScenario(`${THREE}[[step]]\naction = "settle"\n`);
    if (!read.ok) throw new Error();
    const found = explore(read.scenario, {
      goal: { reach: goal },
      acts: { timeout: 1 },
      depth: 6,
    });
    expect(found.length).not.toBeNull();
  });

  it('is none where no expect can say it', () => {
    const paxos = prospect('system = "multipaxos"\n');
    expect(
      goalOf(paxos.system, paxos.details, paxos.world, { kind: 'entry', node: 'l1', index: 1 }),
    ).toBeNull();
    expect(goalOf(system, details, world, { kind: 'client', client: 'c1', request: 1 })).toBeNull();
  });
});
