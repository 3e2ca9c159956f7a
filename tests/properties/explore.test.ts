// A search visits exactly the worlds that `enabled` and `step` lead to, and knows of each what the checks know.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enabled, step, type Action, type World } from '../../src/lib/index';
import { Moves } from '../../src/lib/explore/moves';
import type { ExploreOptions, Goal } from '../../src/lib/explore/options';
import type { WorldCode } from '../../src/lib/explore/scene';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { anySystem, openEnded, walk } from './random-walk';

const OFTEN = {
  ...{ timeout: 9, heartbeat: 9, crash: 9, restart: 9, drop: 9, duplicate: 9, retry: 9, heal: 9 },
};

function optionsIn(world: World, goal: Goal): ExploreOptions {
  const nodes = Object.keys(world.nodes);
  return {
    goal,
    acts: OFTEN,
    requests: Object.keys(world.clients).map((client) => ({ client, op: 'put', key: 'a', value: '7' })),
    partitions: [[nodes.slice(0, 1), nodes.slice(1)]],
  };
}

const text = ({ scene, bag }: WorldCode) => `${scene}: ${bag.join()}`;

/** The codes of the worlds that one act leads to, by the search. */
function successors(moves: Moves, { scene, bag }: WorldCode): Set<string> {
  const found = new Set<string>();
  const follow = (code: number, left: readonly number[]) => {
    const at = moves.find(scene, code);
    const next = moves.table.first(at);
    if (next < 0) return;
    const all = [...left, ...moves.local.lists.value(moves.table.second(at))].sort((a, b) => a - b);
    found.add(text({ scene: next, bag: all }));
  };
  for (const [i, message] of bag.entries()) {
    const others = bag.filter((_, at) => at !== i);
    follow(3 * message, others);
    follow(3 * message + 1, others);
    follow(3 * message + 2, bag);
  }
  for (const i of moves.others.keys()) follow(-1 - i, bag);
  return found;
}

/** The same by `enabled` and `step`. `Moves` gives the numbers. */
function bySteps(moves: Moves, worlds: readonly World[]): Map<string, Action> {
  const world = worlds.at(-1) as World;
  const found = new Map<string, Action>();
  for (const action of [...enabled(world), ...openEnded(world)]) {
    const result = step(world, action);
    if (!result.ok) throw new Error(`${JSON.stringify(action)}: ${result.error}`);
    found.set(text(moves.encode([...worlds, result.world])), action);
  }
  return found;
}

function agrees(worlds: readonly World[], goal: Goal): void {
  const world = worlds.at(-1) as World;
  const moves = new Moves(systemOf(world.setup), worlds, optionsIn(world, goal));
  const made = successors(moves, moves.encode());
  const stepped = bySteps(moves, worlds);
  for (const [code, action] of stepped) expect(made.has(code), JSON.stringify(action)).toBe(true);
  expect(made.size).toBe(stepped.size);
}

const runs = fc.record({ setup: anySystem, seed: fc.nat(), acts: fc.nat(60) });

describe('what one act leads to', () => {
  it('agrees with enabled and step, in all systems', () => {
    fc.assert(
      fc.property(runs, ({ setup, seed, acts }) => {
        agrees(walk(setup, seed, acts).slice(-1), { reach: [] });
      }),
      { numRuns: 120 },
    );
  });

  it('has the same memory as checks that follow the whole run', () => {
    fc.assert(
      fc.property(runs, ({ setup, seed, acts }) => {
        agrees(walk(setup, seed, acts), { violation: 'any' });
      }),
      { numRuns: 80 },
    );
  });
});
