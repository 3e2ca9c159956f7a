import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  checkSafety,
  formatScenario,
  minimise,
  parseScenario,
  play,
  type Goal,
  type Scenario,
  type World,
} from '../../src/lib/index';
import { unmet } from '../../src/lib/sim/expect';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { runSchedule, stepsOf } from '../properties/schedules';

function read(toml: string): Scenario {
  const parsed = parseScenario(toml);
  if (!parsed.ok) throw new Error(parsed.errors.map(({ message }) => message).join('\n'));
  return parsed.scenario;
}

const actsOf = (scenario: Scenario) => play(scenario).worlds.length - 1;
const broken = (scenario: Scenario) => checkSafety(play(scenario).worlds).map(({ invariant }) => invariant);

/** Whether no single act can be left out without losing the goal. */
function isMinimal(scenario: Scenario, goal: { readonly violation: string }): boolean {
  return scenario.steps.every((_, i) => {
    const fewer = { ...scenario, steps: scenario.steps.filter((_step, at) => at !== i) };
    const { failure } = play(fewer);
    return failure !== undefined || !broken(fewer).includes(goal.violation);
  });
}

const election = `num_nodes = 5
num_clients = 2
requests_per_client = 1
[[step]]
action = "settle"
`;

describe('minimise', () => {
  it('leaves out acts, requests and nodes as long as the goal is reached', () => {
    const goal: Goal = { reach: [{ node: 'n1', role: 'leader' }] };
    const least = minimise(read(election), goal);
    expect(least.setup).toMatchObject({ numNodes: 1, numClients: 0, requestsPerClient: 0 });
    expect(least.steps).toHaveLength(1);
    expect(
      unmet(systemOf(least.setup), play(least).worlds.at(-1) as World, { node: 'n1', role: 'leader' }),
    ).toBe(null);
  });

  it('keeps the nodes that the goal names', () => {
    const goal: Goal = { reach: [{ node: 'n3', term: 1 }] };
    expect(minimise(read(election), goal).setup.numNodes).toBe(3);
  });

  it('gives a scenario back that does not reach the goal', () => {
    const scenario = read(election);
    expect(minimise(scenario, { reach: [{ node: 'n9', term: 1 }] })).toBe(scenario);
    expect(minimise(scenario, { violation: 'any' })).toBe(scenario);
  });

  it('makes a long random run short', () => {
    const goal = { violation: 'vote-once' };
    const runs = Array.from({ length: 40 }, (_, seed) => runSchedule(seed, 200, ['vote-twice']));
    const long = runs.find(({ failure, moves }) => failure?.broken === 'vote-once' && moves.length > 20);
    if (!long) throw new Error('no run broke the promise');
    const scenario = { setup: long.setup, steps: stepsOf(long) };
    expect(broken(scenario)).toContain('vote-once');
    const least = minimise(scenario, goal);
    expect(actsOf(least)).toBeLessThanOrEqual(6);
    expect(isMinimal(least, goal)).toBe(true);
    expect(parseScenario(formatScenario(least))).toEqual({ ok: true, scenario: least });
  });

  const folder = 'static/examples/bugs';
  const files = readdirSync(folder).filter((file) => file.endsWith('.toml'));
  it.each(files)('shortens the example of a bug, or leaves it as short as it is: %s', (file) => {
    const scenario = read(readFileSync(`${folder}/${file}`, 'utf8'));
    const violation = broken(scenario)[0] as string;
    const least = minimise(scenario, { violation });
    expect(play(least).failure).toBe(undefined);
    expect(broken(least)).toContain(violation);
    expect(actsOf(least)).toBeLessThanOrEqual(actsOf(scenario));
    expect(isMinimal(least, { violation })).toBe(true);
  });
});

it('leaves out the last requests of a client, one by one', () => {
  const asks = (op: string) => `{ op = "${op}", key = "a"${op === 'put' ? ', value = "1"' : ''} }`;
  const three = `num_nodes = 1\nnum_clients = 1\n[[client]]\nid = "c1"\nrequests = [${['put', 'get', 'delete'].map(asks).join(', ')}]\n`;
  const goal: Goal = { reach: [{ client: 'c1', reply: '1' }] };
  const least = minimise(read(`${three}[[step]]\naction = "next"\ncount = 5\n`), goal);
  expect(least.setup.clients[0]?.requests.map(({ op }) => op)).toEqual(['put', 'get']);
});
