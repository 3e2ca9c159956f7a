import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { lengthToNote, phaseLength, playPhase, type Passed } from '../../../src/lib/run/big-steps';
import { DEFAULT_SCENARIO } from '../../../src/lib/scenario/defaults';
import { parseScenario } from '../../../src/lib/scenario/parse';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { inspect, start } from '../../../src/lib/scenario/run';
import { actionOf } from '../../../src/lib/sim/action';
import { pick } from '../../../src/lib/sim/scheduler';
import type { Scenario } from '../../../src/lib/sim/scenario';
import { unroll } from '../../../src/lib/sim/step';

/** The moments of a scenario's own steps, each note with the last act of its step. */
function moments({ setup, steps }: Scenario): readonly Passed[] {
  const system = systemOf(setup);
  let world = start({ setup, steps: [] });
  return steps.flatMap((one) => {
    const { done } = unroll(system, world, actionOf(one));
    world = done.at(-1)?.world ?? world;
    return done.map(({ act, events }, i) => ({
      act,
      events,
      note: i === done.length - 1 ? (one.note ?? null) : null,
    }));
  });
}

function read(toml: string): Scenario {
  const result = parseScenario(toml);
  if (!result.ok) throw new Error(result.errors[0]?.message);
  return result.scenario;
}

/** The lengths of the phases of a scenario, in order. */
function lengths(scenario: Scenario): readonly number[] {
  const system = systemOf(scenario.setup);
  const found: number[] = [];
  for (let ahead = moments(scenario); ahead.length > 0; ahead = ahead.slice(found.at(-1))) {
    found.push(phaseLength(system, ahead));
  }
  return found;
}

const QUIET = 'num_nodes = 3\nnum_clients = 1\nrequests_per_client = 0\n[raft]\nauto_start = false\n';
const step = (action: string, fields = '') => `[[step]]\naction = "${action}"\n${fields}\n`;

describe('a phase of what is recorded', () => {
  it('takes a timeout with the election that it starts', () => {
    expect(lengths(read(QUIET + step('timeout', 'node = "n1"') + step('next', 'count = 4')))).toEqual([5]);
  });

  it('ends where another stage begins', () => {
    const all = QUIET + step('timeout', 'node = "n1"') + step('settle');
    expect(lengths(read(all))).toEqual([5, 4]);
  });

  it('ends at a note', () => {
    const noted = step('next', 'note = "One vote."');
    expect(lengths(read(QUIET + step('timeout', 'node = "n1"') + noted + step('next')))).toEqual([2, 1]);
  });

  it('takes a crash apart from what came before, with the losses after it', () => {
    const elected = step('timeout', 'node = "n1"') + step('next', 'count = 4');
    const crashed = step('crash', 'node = "n1"') + step('settle');
    // Two heartbeats of the new leader, and two answers, which are lost.
    expect(lengths(read(QUIET + elected + crashed))).toEqual([5, 1, 4]);
  });

  it('takes several losses in a row as one', () => {
    const lost = step('crash', 'node = "n2"') + step('crash', 'node = "n3"') + step('timeout', 'node = "n1"');
    expect(lengths(read(QUIET + lost + step('settle')))).toEqual([1, 1, 3]);
  });

  it('is nothing where nothing is ahead', () => {
    expect(phaseLength(systemOf(DEFAULT_SCENARIO.setup), [])).toBe(0);
  });
});

/** Presses Phase at the tip until a condition holds. */
function presses(scenario: Scenario, holds: (world: ReturnType<typeof start>) => boolean): number {
  const system = systemOf(scenario.setup);
  let world = start(scenario);
  for (let count = 0; count < 200; count++) {
    if (holds(world)) return count;
    world = playPhase(system, world).at(-1)?.world ?? world;
  }
  return Infinity;
}

describe('a phase that is played', () => {
  const committed = (world: ReturnType<typeof start>) =>
    inspect(world).nodes.some((node) => Number(node['commitIndex']) > 0);

  it('brings the default cluster to its first commit in at most five', () => {
    expect(presses(DEFAULT_SCENARIO, committed)).toBeLessThanOrEqual(5);
  });

  it.each(['single', 'gossip', 'multipaxos'])('comes to rest in %s too', (system) => {
    const rest = presses(read(`system = "${system}"`), (world) => pick(world) === null);
    expect(rest).toBeLessThan(200);
  });

  it('takes all losses at crashed nodes at once', () => {
    const lost = step('crash', 'node = "n2"') + step('crash', 'node = "n3"') + step('timeout', 'node = "n1"');
    const { setup, steps } = read(QUIET + lost);
    const system = systemOf(setup);
    const world = steps.reduce(
      (now, action) => unroll(system, now, action).done.at(-1)?.world ?? now,
      start({ setup, steps: [] }),
    );
    expect(playPhase(system, world)).toHaveLength(2);
    expect(world.network.inFlight).toHaveLength(2);
  });
});

test('to the next note: Figure 8 takes as many presses as it has notes', () => {
  const scenario = read(readFileSync('static/examples/figure-8.toml', 'utf8'));
  let presses = 0;
  for (let ahead = moments(scenario); ahead.length > 0; presses++) ahead = ahead.slice(lengthToNote(ahead));
  expect(presses).toBe(scenario.steps.filter(({ note }) => note !== undefined).length);
});
